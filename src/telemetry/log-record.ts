import type { LogRecord } from "@opentelemetry/api";
import { eventObject } from "../output/ndjson/event-object.ts";
import { conditionOfEnding, conditions } from "../watch/model/condition.ts";
import type { TimedEvent } from "../watch/model/timed-event.ts";
import { eventText } from "../wording/event-text.ts";
import type { Attributes } from "./span-tree.ts";

/** The severity numbers of OpenTelemetry's log data model. */
const severities = { INFO: 9, WARN: 13, ERROR: 17 } as const;

/** An event as a log record, with the fields that it has in NDJSON; undefined for a mere answer. */
export function logRecordOf(timed: TimedEvent, tenant: string): LogRecord | undefined {
  const { at, watch, event } = timed;
  if (event.type === "poll") return undefined;
  const { v: _v, ts: _ts, type, id, label, ...fields } = eventObject(timed);
  const severityText = severityOf(event);
  return {
    eventName: `aggwatch.${type}`,
    timestamp: at,
    severityText,
    // The enumeration is in a package that is loaded only on demand.
    // oxlint-disable-next-line no-unsafe-enum-assignment
    severityNumber: severities[severityText],
    body: eventText(event),
    attributes: {
      "aggwatch.tenant": tenant,
      ...(watch && { "aggwatch.aggregation.id": String(id) }),
      ...(typeof label === "string" && { "aggwatch.source.name": label }),
      ...flat(fields),
    },
  };
}

function severityOf(event: TimedEvent["event"]): keyof typeof severities {
  switch (event.type) {
    case "ended": {
      const { group } = conditions[conditionOfEnding(event.ending)];
      return group === "problem" ? "ERROR" : "INFO";
    }
    case "look":
    case "server":
      return event.problem === undefined ? "INFO" : "WARN";
    case "stalled":
    case "fault":
    case "missing":
    case "wait":
    case "excess":
    case "deprecated":
      return "WARN";
    case "poll":
    case "status":
    case "total":
    case "recovered":
    case "resumed":
    case "verdict":
    case "named":
    case "share":
    case "added":
    case "dropped":
      return "INFO";
  }
}

/** Those that are numbers, words or switches: an attribute holds nothing deeper. */
function flat(fields: Readonly<Record<string, unknown>>): Attributes {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [[`aggwatch.${name}`, value]]
        : [],
    ),
  );
}
