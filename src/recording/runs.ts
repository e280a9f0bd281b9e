import { readLine } from "./codec/line.ts";
import type { TextLine } from "./lines.ts";

/** A run of the program that wrote to a recording. */
export interface RecordedRun {
  /** Undefined where a later version of aggwatch made it. */
  readonly run: string | undefined;
  /** Where its first line begins; bytes. */
  readonly at: number;
  /** When it began: milliseconds since the Unix epoch. */
  readonly startedAt: number;
  /** How many watches it had, one after the other. */
  readonly watches: number;
}

/**
 * Finds the runs in a recording: each begins with a header, and one that watched several times,
 * one after the other, has several.
 *
 * @returns in the order of the file; none where it is no recording
 */
export async function findRuns(lines: AsyncIterable<TextLine>): Promise<readonly RecordedRun[]> {
  const runs = new Map<string | number, RecordedRun>();
  for await (const { text, at } of lines) {
    // A recording may be long: most of its lines are not looked at closely.
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
    // What does not begin as a recording may be anything, of any length.
    if (runs.size === 0) return [];
  }
  return [...runs.values()];
}
