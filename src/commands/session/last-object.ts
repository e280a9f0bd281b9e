import { codeOf, type Outcome } from "../../exit/outcome.ts";
import type { LineObject } from "../../output/ndjson/line-object.ts";
import type { Clock } from "../../time/clock.ts";

const made = new WeakMap<Outcome, Promise<LineObject>>();

/** The last object of NDJSON, one and the same for an outcome. `clock` is that of the command. */
export function lastObject(outcome: Outcome, clock: Clock): Promise<LineObject> {
  const known = made.get(outcome);
  if (known) return known;
  const object = objectOf(outcome, clock);
  made.set(outcome, object);
  return object;
}

async function objectOf(outcome: Outcome, clock: Clock): Promise<LineObject> {
  const { watches, departure, leftBy = departure } = outcome;
  const { summaryObject } = await import("../../output/ndjson/session-objects.ts");
  return summaryObject((outcome.clock ?? clock).now(), watches, leftBy, codeOf(outcome));
}
