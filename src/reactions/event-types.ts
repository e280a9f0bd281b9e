import type { NewsEvent } from "../watch/model/timed-event.ts";

export type EventType = NewsEvent["type"];

/** Complete, or it does not compile. */
const all: Readonly<Record<EventType, true>> = {
  status: true,
  total: true,
  excess: true,
  fault: true,
  recovered: true,
  missing: true,
  wait: true,
  share: true,
  deprecated: true,
  server: true,
  look: true,
  stalled: true,
  resumed: true,
  verdict: true,
  ended: true,
  named: true,
  added: true,
  dropped: true,
};

/** The types of events that a command can be run on, spelled as in NDJSON. */
export const eventTypes = Object.keys(all) as readonly EventType[];
