import * as v from "valibot";
import {
  byName,
  counterNames,
  type Counters,
  noCounters,
  totalNames,
} from "../../../api/endpoints/counters.ts";
import { isEmpty } from "../../../watch/forecast/counters.ts";
import { trackNames } from "../../../watch/forecast/progress.ts";
import type { LogEntry } from "../../../watch/model/log.ts";
import { asIs, type Codec, maybe, object } from "../codec.ts";
import { amount, count, flag, text, wall, word, yes } from "../fields.ts";
import { variant } from "../variant.ts";
import { ending, verdict } from "./ending.ts";

const some = object<Counters>(byName(counterNames, () => maybe(count)));

/** No counters are always the same object, by which they are known to be as before. */
export const counters: Codec<Counters> = {
  write: some.write,
  read: v.pipe(
    some.read,
    v.transform((read) => (isEmpty(read) ? noCounters : read)),
  ),
};

/** An entry of the events of an id, as the screen lists them. */
export const logEntry = object<LogEntry>({
  at: wall,
  times: amount,
  event: variant<LogEntry["event"], "type">("type", {
    status: { from: maybe(word), to: maybe(word), counters, isFirstSeen: maybe(yes) },
    total: { counter: asIs(v.picklist(totalNames)), from: count, to: count },
    excess: { of: asIs(v.picklist(trackNames)), processed: count, total: count },
    fault: {
      reason: text,
      advice: maybe(word),
      tries: amount,
      waitMs: amount,
      requestId: maybe(word),
      isOffline: flag,
    },
    recovered: { tries: amount, afterMs: amount },
    missing: { times: amount, waitMs: amount, isTaskRunning: maybe(yes) },
    stalled: { quietMs: amount },
    resumed: { afterMs: amount },
    verdict: { verdict },
    named: { label: word },
    ended: { ending },
    wait: { waitMs: amount, isElsewhere: maybe(yes), host: maybe(word) },
  }),
});
