import { askedOf } from "./codec/asked.ts";
import { parseLine, type PlayedLine, playedLine } from "./codec/line.ts";
import { createNumberedIds } from "./codec/numbered-ids.ts";
import { createShortPolls } from "./codec/short-polls.ts";
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
  const ids = createNumberedIds();
  const polls = createShortPolls();
  let next: Promise<PlayedLine | undefined> | undefined;
  let ready: readonly PlayedLine[] = [];
  let unreadable = 0;
  /** The run of the lines that name none. */
  let maker: unknown;

  async function read(): Promise<PlayedLine | undefined> {
    for (;;) {
      const [first, ...others] = ready;
      ready = others;
      if (first) return first;
      const { done, value } = await lines.next();
      if (done) return undefined;
      const json = parseLine(value.text);
      if (json === "unreadable" && value.text !== "") unreadable += 1;
      if (typeof json === "string") continue;
      if (json.type === "recording" && json.madeFile === true) maker = json.run;
      const owner = json.run ?? maker;
      if (owner !== run) continue;
      const line = playedLine(polls.lengthen({ ...json, run }));
      if (line === "foreign") continue;
      ready = [...askedBefore(line), line];
      ids.follow(line.said, line.client);
    }
  }

  /** What has left since the line before, each as the two lines that it stands for. */
  function askedBefore(line: PlayedLine): readonly PlayedLine[] {
    return line.asked.flatMap((entry): readonly PlayedLine[] => {
      const { number, at, sent, sentAt } = askedOf(entry, line.at);
      const one = ids.idOf(number);
      if (!one) return [];
      const { id, client } = one;
      const common = { run, client, asked: [] };
      const happening = { type: "asked" } as const;
      return [
        { ...common, at: sentAt, said: { type: "input", input: { type: "sent", ...sent } } },
        { ...common, at, said: { type: "input", input: { type: "happened", id, happening } } },
      ];
    });
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
