import type { Moment } from "../../../watch/model/moment.ts";
import type { Wait, Waits } from "../../../watch/model/waits.ts";
import type { Fault, Missing, Phase, VerdictCheck, Watch } from "../../../watch/model/watch.ts";
import { list, maybe, object, orNone } from "../codec.ts";
import { amount, flag, text, wall, watchedIdFields, word } from "../fields.ts";
import { ending, pendingEnding } from "./ending.ts";
import { forecast, throughput, usual } from "./forecast.ts";
import { counters, logEntry } from "./log.ts";

const moment = { elapsed: amount, wall };

/** All that is known of an id at one moment, for a recording that goes on from there. */
export const watch = object<Watch>({
  ...watchedIdFields,
  status: maybe(word),
  start: maybe(wall),
  counters,
  countersAt: maybe(wall),
  earlier: maybe(object<NonNullable<Watch["earlier"]>>({ counters, countersAt: maybe(wall) })),
  phases: list(object<Phase>({ status: word, since: maybe(wall), seenWithinMs: maybe(amount) })),
  forecast,
  toldLeft: orNone(amount),
  usual: maybe(usual),
  throughput,
  lastAnswer: maybe(object<NonNullable<Watch["lastAnswer"]>>({ ...moment, answeredAt: wall })),
  askedAt: maybe(amount),
  regularAskAt: amount,
  soonestAskAt: amount,
  refreshAskedAt: maybe(amount),
  waits: object<Waits>({
    earlierMs: amount,
    last: list(object<Wait>({ from: amount, until: amount })),
  }),
  fault: maybe(
    object<Fault>({
      reason: text,
      advice: maybe(word),
      tries: amount,
      since: object<Moment>(moment),
      waitedMs: amount,
      requestId: maybe(word),
      unansweredSince: amount,
      isOffline: flag,
    }),
  ),
  missing: maybe(
    object<Missing>({ times: amount, since: object<Moment>(moment), countedAt: amount }),
  ),
  verdictCheck: maybe(
    object<VerdictCheck>({
      otherwise: maybe(pendingEnding),
      askAt: amount,
      until: maybe(amount),
      reason: maybe(text),
    }),
  ),
  ending: maybe(ending),
  log: list(logEntry),
});
