import { type PlayedLine, readLine } from "./codec/line.ts";
import type { TextLine } from "./lines.ts";

export interface PlayedLines {
  /** Undefined at the end. */
  peek(): Promise<PlayedLine | undefined>;
  take(): Promise<PlayedLine | undefined>;
  /** How many so far. */
  readonly unreadable: () => number;
}

/** The lines of one run; several may have written to the file at once. */
export function playedLinesOf(lines: AsyncIterator<TextLine>, run: string): PlayedLines {
  let next: Promise<PlayedLine | undefined> | undefined;
  let unreadable = 0;

  async function read(): Promise<PlayedLine | undefined> {
    for (;;) {
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
