import * as v from "valibot";
import type { Moment } from "../../watch/model/moment.ts";
import type { Sent } from "./budget-change.ts";
import { lane } from "./client-fields.ts";
import { amount, count } from "./fields.ts";

/** The request for the status of an id left: two inputs, of the budget and of the id. */
export interface Asked {
  /** The id's place among those of the recording; see `numbered-ids.ts`. */
  readonly number: number;
  /** When the id was marked as asked. */
  readonly at: Moment;
  readonly sent: Sent;
  /** When the budget was changed. */
  readonly sentAt: Moment;
}

/**
 * As it stands in the next line, `asked`: the number and how many milliseconds before that line;
 * then the lane if it is not that of polls; then how long before that the budget was changed and
 * the request left, if it was not the same moment.
 */
export const askedEntry = v.union([
  v.strictTuple([count.read, amount.read]),
  v.strictTuple([count.read, amount.read, lane.read]),
  v.strictTuple([count.read, amount.read, lane.read, amount.read, amount.read]),
]);

export type AskedEntry = v.InferOutput<typeof askedEntry>;

/** @returns undefined where the entry would not be exact */
export function entryOf(asked: Asked, line: Moment): AskedEntry | undefined {
  const { number, at, sent, sentAt } = asked;
  const backMs = line.elapsed - at.elapsed;
  const [sentBackMs, leftBackMs] = [at.elapsed - sentAt.elapsed, sentAt.elapsed - sent.at];
  const isAtOnce = sentBackMs === 0 && leftBackMs === 0;
  const short: AskedEntry = sent.lane === "poll" ? [number, backMs] : [number, backMs, sent.lane];
  const entry: AskedEntry = isAtOnce ? short : [number, backMs, sent.lane, sentBackMs, leftBackMs];
  const read = askedOf(entry, line);
  const isExact = isSame(read.at, at) && isSame(read.sentAt, sentAt) && read.sent.at === sent.at;
  return isExact ? entry : undefined;
}

/** The inverse of `entryOf`. */
export function askedOf(entry: AskedEntry, line: Moment): Asked {
  const [number, backMs, sentLane = "poll", sentBackMs = 0, leftBackMs = 0] = entry;
  const at = before(line, backMs);
  const sentAt = before(at, sentBackMs);
  return { number, at, sent: { lane: sentLane, at: sentAt.elapsed - leftBackMs }, sentAt };
}

function before({ elapsed, wall }: Moment, ms: number): Moment {
  return { elapsed: elapsed - ms, wall: wall - ms };
}

function isSame(one: Moment, other: Moment): boolean {
  return one.elapsed === other.elapsed && one.wall === other.wall;
}
