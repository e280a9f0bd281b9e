import type { Counters } from "../../../src/api/endpoints/counters.ts";
import { openBudget } from "../../../src/client/budget.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import type { TrackName } from "../../../src/watch/forecast/progress.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import type { Snapshot } from "../../../src/watch/model/snapshot.ts";
import { followFinish } from "../../../src/watch/forecast/finish.ts";
import { answer } from "./answers.ts";

const moment = { elapsed: 0, wall: 0 };

/** An id that has answered with a status and counters. */
export function live(name: string, status: string, counters: Partial<Counters> = {}): Watch {
  const said = answer(status, counters);
  const lastAnswer = { ...moment, answeredAt: 0 };
  return { ...newWatch({ id: name, label: name }, 0), ...said, lastAnswer };
}

/** The same id, for which there is no answer for the moment. */
export function offline(watch: Watch): Watch {
  const since = { since: moment, waitedMs: 0, unansweredSince: 0 };
  const fault = { reason: "HTTP 502", tries: 2, ...since, requestId: undefined };
  return { ...watch, fault: { ...fault, isOffline: true } };
}

/** The same id, in which nothing moves. */
export function stalled(watch: Watch): Watch {
  return { ...watch, forecast: { ...watch.forecast, stalledMs: 242_000 } };
}

/** The same id, about which so much is known that its last counter is through at `finishAt`. */
export function finishing(watch: Watch, finishAt: number, last: TrackName = "accounts"): Watch {
  const { forecast } = watch;
  const seen = { at: 0, answeredAt: 0, receivedAt: 0 };
  const estimate = { middle: finishAt, least: finishAt / 1.2, most: finishAt * 1.2 };
  const finish = followFinish(undefined, { ...estimate, last }, 0);
  return { ...watch, forecast: { ...forecast, seen, finish } };
}

/** The same id at its end. */
export function over(watch: Watch, ending: Ending | "COMPLETED" | "TERMINATED"): Watch {
  const said = typeof ending === "string";
  const tookMs = 921_000;
  return {
    ...watch,
    ending: said ? { kind: ending, at: 0, isSeenRunning: true, tookMs } : ending,
  };
}

/** What readers see of a watch with an unused budget. */
export function seen(
  watches: readonly Watch[],
  closedUntil = 0,
  isPaused = false,
): Pick<Snapshot, "watches" | "clients" | "isPaused"> {
  const client = { tenant: undefined, host: "acme.api.identitynow.com", signIn: undefined };
  const budget = { ...openBudget(), closedUntil };
  return { watches, clients: [{ ...client, budget, intervalMs: 5000 }], isPaused };
}
