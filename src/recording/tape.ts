import { jsonLine } from "../text/ci-commands.ts";
import type { Moment } from "../watch/model/moment.ts";
import { type Asked, entryOf } from "./codec/asked.ts";
import type { Sent } from "./codec/budget-change.ts";
import { lineJson, lineOf, type Said } from "./codec/line.ts";
import { createNumberedIds } from "./codec/numbered-ids.ts";
import { createShortPolls } from "./codec/short-polls.ts";

/** The lines of one run, as short as they can be. */
export interface Tape {
  /** A line that is played; `event` is what it says for those who read the lines themselves. */
  readonly say: (at: Moment, client: number, said: Said, event?: object) => void;
  /** A line for those alone. */
  readonly tell: (event: object) => void;
}

/** A request that has left, of which the id is not known yet. */
interface Leaving {
  readonly client: number;
  readonly at: Moment;
  readonly sent: Sent;
}

export function createTape(run: string, write: (line: string) => void): Tape {
  const ids = createNumberedIds();
  const polls = createShortPolls();
  /** Those that have left stand in the next line, which is that of an answer as a rule. */
  let asked: readonly Asked[] = [];
  let leaving: Leaving | undefined;

  function put(at: Moment, client: number, said: Said, event?: object): void {
    const entries = asked.map((one) => entryOf(one, at));
    if (entries.includes(undefined)) putAsked();
    const line = polls.shorten(lineJson({ run, client, at }, lineOf(said), event));
    write(jsonLine({ ...line, ...(asked.length > 0 && { asked: entries }) }));
    asked = [];
    ids.follow(said, client);
  }

  /** As lines of their own. */
  function putAsked(): void {
    const all = asked;
    asked = [];
    for (const { number, at, sent, sentAt } of all) {
      const one = ids.idOf(number);
      if (!one) throw new Error(`no id ${number}`);
      put(sentAt, one.client, { type: "input", input: { type: "sent", ...sent } });
      const happening = { type: "asked" } as const;
      put(at, one.client, { type: "input", input: { type: "happened", id: one.id, happening } });
    }
  }

  function putLeaving(): void {
    if (!leaving) return;
    const { client, at, sent } = leaving;
    leaving = undefined;
    put(at, client, { type: "input", input: { type: "sent", ...sent } });
  }

  /** Whether it can stand in the next line. */
  function isHeld(at: Moment, client: number, said: Said): boolean {
    if (said.type !== "input") return false;
    const { input } = said;
    if (input.type === "sent") {
      putLeaving();
      leaving = { client, at, sent: { lane: input.lane, at: input.at } };
      return true;
    }
    if (input.type !== "happened" || input.happening.type !== "asked") return false;
    const number = ids.numberOf(input.id);
    if (number === undefined || leaving?.client !== client) return false;
    asked = [...asked, { number, at, sent: leaving.sent, sentAt: leaving.at }];
    leaving = undefined;
    return true;
  }

  return {
    say(at, client, said, event) {
      if (isHeld(at, client, said)) return;
      // Where a watch goes on, nothing may be needed of the part before.
      if (said.type === "recording") putAsked();
      putLeaving();
      put(at, client, said, event);
    },
    tell: (event) => write(jsonLine({ ...event, run })),
  };
}
