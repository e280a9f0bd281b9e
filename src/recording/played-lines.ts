import { type PlayedLine, readLine } from "./codec/line.ts";
import type { TextLine } from "./lines.ts";

/** The lines of one run that are played, in their order. */
export interface PlayedLines {
  /** The next one, which stays the next; undefined at the end. */
  peek(): Promise<PlayedLine | undefined>;
  /** The next one, which then is gone. */
  take(): Promise<PlayedLine | undefined>;
  /** How many lines could not be read so far. */
  readonly unreadable: () => number;
}

/**
 * @param lines of a recording, which may have been written by several runs at once
 * @param run whose lines are wanted
 */
export function playedLinesOf(lines: AsyncIterator<TextLine>, run: string): PlayedLines {
  let next: Promise<PlayedLine | undefined> | undefined;
  let unreadable = 0;

  async function read(): Promise<PlayedLine | undefined> {
    for (;;) {
      // One line after the other.
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = await lines.next();
      if (done) return undefined;
      const line = readLine(value.text);
      if (line === "unreadable" && value.text !== "") unreadable += 1;
      if (typeof line === "object" && line.run === run) return line;
    }
  }

  return {
    peek: () => (next ??= read()),
    take: () => {
      const taken = next ?? read();
      next = undefined;
      return taken;
    },
    unreadable: () => unreadable,
  };
}
