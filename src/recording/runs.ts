import { readLine } from "./codec/line.ts";
import type { TextLine } from "./lines.ts";

export interface RecordedRun {
  /** Undefined for a run of a later version of aggwatch. */
  readonly run: string | undefined;
  /** The offset of its first line, in bytes. */
  readonly at: number;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly watches: number;
}

/** Finds the runs in a file, in its order. Each watch of a run begins with a header. */
export async function findRuns(lines: AsyncIterable<TextLine>): Promise<readonly RecordedRun[]> {
  const runs = new Map<string | number, RecordedRun>();
  for await (const { text, at } of lines) {
    // Fast for long recordings: most lines are not parsed.
    const isMaybeHeader = at === 0 || text.includes('"recording"');
    const line = isMaybeHeader ? readLine(text) : undefined;
    if (line === "newer") runs.set(at, { run: undefined, at, startedAt: Number.NaN, watches: 1 });
    if (typeof line === "object" && line.said.type === "recording") {
      const { run } = line;
      const { watches, ...begun } = runs.get(run) ?? {
        run,
        at,
        startedAt: line.at.wall,
        watches: 0,
      };
      runs.set(run, { ...begun, watches: watches + 1 });
    }
    // Not a recording; it may have any length.
    if (runs.size === 0) return [];
  }
  return [...runs.values()];
}
