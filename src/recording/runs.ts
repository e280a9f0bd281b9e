import { readLine } from "./line.ts";
import type { TextLine } from "./lines.ts";

/** A run of the program that wrote to a recording. */
export interface RecordedRun {
  /** Undefined where a later version of aggwatch made it. */
  readonly run: string | undefined;
  /** Where its first line begins; bytes. */
  readonly at: number;
  /** When it began: milliseconds since the Unix epoch. */
  readonly startedAt: number;
}

/**
 * Finds the runs in a recording: each begins with a header, and one that watched several times,
 * one after the other, has several.
 *
 * @returns in the order of the file; none where it is no recording
 */
export async function findRuns(lines: AsyncIterable<TextLine>): Promise<readonly RecordedRun[]> {
  const runs: RecordedRun[] = [];
  for await (const { text, at } of lines) {
    // A recording may be long: most of its lines are not looked at closely.
    const isMaybeHeader = at === 0 || text.includes('"recording"');
    const line = isMaybeHeader ? readLine(text) : undefined;
    if (line === "newer") runs.push({ run: undefined, at, startedAt: Number.NaN });
    if (typeof line === "object" && line.said.type === "recording") {
      const { run, at: began } = line;
      if (runs.every((one) => one.run !== run)) runs.push({ run, at, startedAt: began.wall });
    }
    // What does not begin as a recording may be anything, of any length.
    if (runs.length === 0) return [];
  }
  return runs;
}
