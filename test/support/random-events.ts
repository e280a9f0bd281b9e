import type { TimedEvent } from "../../src/watch/model/timed-event.ts";
import type { Happening } from "../../src/watch/decide/happening.ts";
import * as fc from "fast-check";
import { byName, counterNames, totalNames } from "../../src/api/endpoints/counters.ts";
import { taskCountNames } from "../../src/api/endpoints/task-counts.ts";
import { TransientError } from "../../src/api/http/errors.ts";
import type { Departure } from "../../src/exit/exit-code.ts";
import { decide } from "../../src/watch/decide/decide.ts";
import type { Ending, SaidEnding } from "../../src/watch/model/ending.ts";
import type { TaskVerdict } from "../../src/watch/model/verdict.ts";
import { newWatch, type Watch } from "../../src/watch/model/watch.ts";
import { answer as answerOf } from "./invented/answers.ts";
import { anyCharacter } from "./any-character.ts";

type AnyEvent = TimedEvent["event"];

const count = fc.integer({ min: 0, max: 1e7 });
const times = fc.integer({ min: 1, max: 99 });
/** Clocks have fractions of a millisecond. */
const ms = fc.double({ min: 0, max: 1e9, noNaN: true });
const text = fc.string({ unit: anyCharacter, maxLength: 20 });
const moment = fc.integer({ min: 0, max: Date.parse("2100-01-01") });
const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
const status = maybe(
  fc.constantFrom("STARTED", "ACCOUNTS_COLLECTED", "RETRIED", "RUNNING", "COMPLETED", "MERGING"),
);

const counters = fc.record(byName(counterNames, () => maybe(count)));

const answer = fc.record({ status, start: maybe(moment), counters, answeredAt: moment });

const messages = fc.array(
  fc.record({ type: maybe(fc.constantFrom("INFO", "WARN", "ERROR")), text }),
);
const counts = maybe(fc.record(byName(taskCountNames, () => count)));
const unreadable = { kind: fc.constant("UNREADABLE"), reason: text } as const;
const verdicts: { [Kind in TaskVerdict["kind"]]: fc.Arbitrary<TaskVerdict> } = {
  SUCCESS: fc.record({ kind: fc.constant("SUCCESS"), messages, counts }),
  WARNING: fc.record({ kind: fc.constant("WARNING"), messages, counts }),
  ERROR: fc.record({ kind: fc.constant("ERROR"), messages, counts }),
  TERMINATED: fc.record({ kind: fc.constant("TERMINATED"), messages, counts }),
  TEMP_ERROR: fc.record({ kind: fc.constant("TEMP_ERROR"), messages, counts }),
  UNREADABLE: fc.record(unreadable),
};
const verdict = fc.oneof(...Object.values(verdicts));

function said(kind: SaidEnding["kind"]): fc.Arbitrary<Ending> {
  return fc.record(
    {
      kind: fc.constant(kind),
      at: moment,
      isSeenRunning: fc.boolean(),
      tookMs: maybe(ms),
      verdict,
      taskEndedAt: moment,
    },
    { requiredKeys: ["kind", "at", "isSeenRunning", "tookMs"] },
  );
}

const endings: { [Kind in Ending["kind"]]: fc.Arbitrary<Ending> } = {
  COMPLETED: said("COMPLETED"),
  CANCELLED: said("CANCELLED"),
  TERMINATED: said("TERMINATED"),
  FAILED: said("FAILED"),
  EXPIRED: fc.record(
    {
      kind: fc.constant("EXPIRED"),
      at: moment,
      lastAnswerAt: moment,
      isHourLater: fc.boolean(),
      verdict,
    },
    { requiredKeys: ["kind", "at", "lastAnswerAt", "isHourLater"] },
  ),
  NOT_FOUND: fc.record(
    { kind: fc.constant("NOT_FOUND"), at: moment, verdict, hint: text },
    { requiredKeys: ["kind", "at"] },
  ),
  GIVEN_UP: fc.record({
    kind: fc.constant("GIVEN_UP"),
    at: moment,
    reason: text,
    tries: times,
    since: moment,
    lastAnswerAt: maybe(moment),
    requestId: maybe(text),
  }),
  REFUSED: fc.record(
    {
      kind: fc.constant("REFUSED"),
      at: moment,
      httpStatus: fc.constantFrom(400, 403, 410),
      text,
      advice: text,
      requestId: maybe(text),
    },
    { requiredKeys: ["kind", "at", "httpStatus", "text", "requestId"] },
  ),
  SIGN_IN_REFUSED: fc.record({ kind: fc.constant("SIGN_IN_REFUSED"), at: moment, text }),
};
const ending = fc.oneof(...Object.values(endings));

const events: { [Type in AnyEvent["type"]]: fc.Arbitrary<Extract<AnyEvent, { type: Type }>> } = {
  status: fc.record(
    {
      type: fc.constant("status"),
      from: status,
      to: status,
      counters,
      isFirstSeen: fc.constant(true),
    },
    { requiredKeys: ["type", "from", "to", "counters"] },
  ),
  total: fc.record({
    type: fc.constant("total"),
    counter: fc.constantFrom(...totalNames),
    from: count,
    to: count,
  }),
  excess: fc.record({
    type: fc.constant("excess"),
    of: fc.constantFrom("accounts", "identities"),
    processed: count,
    total: count,
  }),
  fault: fc.record(
    {
      type: fc.constant("fault"),
      reason: text,
      advice: text,
      tries: times,
      waitMs: ms,
      requestId: maybe(text),
      isOffline: fc.boolean(),
    },
    { requiredKeys: ["type", "reason", "tries", "waitMs", "requestId", "isOffline"] },
  ),
  recovered: fc.record({ type: fc.constant("recovered"), tries: times, afterMs: ms }),
  missing: fc.record(
    { type: fc.constant("missing"), times, waitMs: ms, isTaskRunning: fc.constant(true) },
    { requiredKeys: ["type", "times", "waitMs"] },
  ),
  wait: fc.record(
    { type: fc.constant("wait"), waitMs: ms, isElsewhere: fc.constant(true), host: text },
    { requiredKeys: ["type", "waitMs"] },
  ),
  look: fc.record({ type: fc.constant("look"), problem: maybe(text), everyMs: ms }),
  deprecated: fc.record(
    { type: fc.constant("deprecated"), version: text, host: text },
    { requiredKeys: ["type", "version"] },
  ),
  share: fc.record(
    { type: fc.constant("share"), watchers: times, perWindow: times, host: text },
    { requiredKeys: ["type", "watchers", "perWindow"] },
  ),
  server: fc.record(
    {
      type: fc.constant("server"),
      problem: maybe(text),
      watchers: times,
      perWindow: times,
      host: text,
    },
    { requiredKeys: ["type", "problem", "watchers", "perWindow"] },
  ),
  named: fc.record({ type: fc.constant("named"), label: text }),
  stalled: fc.record({ type: fc.constant("stalled"), quietMs: ms }),
  resumed: fc.record({ type: fc.constant("resumed"), afterMs: ms }),
  verdict: fc.record({ type: fc.constant("verdict"), verdict }),
  ended: fc.record({ type: fc.constant("ended"), ending }),
  added: fc.record({ type: fc.constant("added") }),
  dropped: fc.record({ type: fc.constant("dropped") }),
  poll: fc.record({ type: fc.constant("poll"), answer, tookMs: ms }),
};

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    type: fc.constant("answered"),
    answer,
    intervalMs: fc.constant(5000),
    stallAfterMs: maybe(fc.constant(1000)),
  }),
  fc.constant({ type: "failed", error: new TransientError("HTTP 502"), jitter: 0.5 } as const),
);

/** An ordinary life: so many more in each batch, after so many milliseconds. */
const batches = fc.array(fc.record({ more: count, afterMs: fc.integer({ min: 1, max: 60_000 }) }), {
  minLength: 3,
});
const movingOn = fc.tuple(batches, maybe(fc.constant(1000))).map(([all, totalIdentities]) => {
  let processedAccounts = 0;
  return all.map(({ more, afterMs }) => {
    processedAccounts += more;
    const totals = { totalAccounts: 1e9, totalIdentities };
    const said = answerOf("ACCOUNTS_COLLECTED", { ...totals, processedAccounts });
    const options = { intervalMs: 5000, stallAfterMs: undefined };
    return { what: { type: "answered", answer: said, ...options } as const, afterMs };
  });
});
const anyOld = fc.array(
  fc.record({ what: happening, afterMs: fc.integer({ min: 1, max: 60_000 }) }),
);

/** An id. */
export const subject = fc.record(
  {
    id: text,
    label: maybe(text),
    tenant: text,
    kind: fc.constant("entitlement" as const),
    isAwaited: fc.constant(true as const),
  },
  { requiredKeys: ["id", "label"] },
);

/** An id that has been through something, and when that is over; milliseconds. */
export const lived: fc.Arbitrary<{ readonly watch: Watch; readonly elapsed: number }> = fc
  .tuple(subject, fc.oneof(movingOn, anyOld))
  .map(([one, happenings]) => {
    let watch = newWatch(one, 0);
    let elapsed = 0;
    for (const { what, afterMs } of happenings) {
      elapsed += afterMs;
      ({ watch } = decide(watch, what, { elapsed, wall: elapsed }));
    }
    return { watch, elapsed };
  });

function endedAs([{ watch }, ending]: [{ watch: Watch }, Ending | undefined]): Watch {
  return { ...watch, ending };
}

/** Ids, of which some have ended. */
export const watches: fc.Arbitrary<readonly Watch[]> = fc.array(
  fc.tuple(lived, maybe(ending)).map(endedAs),
);

/** Whatever a watcher tells, of every type. */
export const timed: fc.Arbitrary<TimedEvent> = fc
  .tuple(fc.oneof(...Object.values<fc.Arbitrary<AnyEvent>>(events)), moment, lived)
  .map(([event, at, { watch }]) =>
    event.type === "wait" ||
    event.type === "look" ||
    event.type === "share" ||
    event.type === "server" ||
    event.type === "deprecated"
      ? { at, watch: undefined, event }
      : { at, watch, event },
  );

const departures: { [By in Departure["by"]]: fc.Arbitrary<Departure> } = {
  ends: fc.constant({ by: "ends" }),
  quit: fc.constant({ by: "quit" }),
  pipe: fc.constant({ by: "pipe" }),
  signal: fc
    .constantFrom("SIGHUP", "SIGINT", "SIGTERM")
    .map((signal) => ({ by: "signal", signal })),
  any: fc.constant({ by: "any" }),
  failFast: fc.constant({ by: "failFast" }),
  timeout: ms.map((afterMs) => ({ by: "timeout", afterMs })),
  bug: fc.constant({ by: "bug", error: new Error("a bug") }),
};

/** Whatever makes the program leave. */
export const departure: fc.Arbitrary<Departure> = fc.oneof(...Object.values(departures));
