import { readLine } from "./codec/line.ts";
import { headerLines, type ReadAt } from "./header-lines.ts";

export interface RecordedRun {
  /** Undefined for a run of a later version of aggwatch. */
  readonly run: string | undefined;
  /** The offset of its first line, in bytes. */
  readonly at: number;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly watches: number;
}

/** Finds the runs in a recording, in its order. Each watch of a run begins with a header. */
export async function findRuns(readAt: ReadAt): Promise<readonly RecordedRun[]> {
  const runs = new Map<string | number, RecordedRun>();
  for await (const { text, at } of headerLines(readAt)) {
    const line = readLine(text);
    if (line === "newer") runs.set(at, { run: undefined, at, startedAt: Number.NaN, watches: 1 });
    if (typeof line === "string" || line.said.type !== "recording") continue;
    const { run } = line;
    const found = runs.get(run);
    // A watch that goes on begins one only where the part before is not there.
    if (found && line.said.header.goesOn) continue;
    const { watches, ...begun } = found ?? { run, at, startedAt: line.at.wall, watches: 0 };
    runs.set(run, { ...begun, watches: watches + 1 });
  }
  return [...runs.values()];
}
