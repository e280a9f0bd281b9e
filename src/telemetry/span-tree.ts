import { endStatus } from "../api/endpoints/status.ts";
import { outcomeName, stateOf } from "../output/ndjson/outcome.ts";
import { eventText } from "../wording/event-text.ts";
import { progressOf, trackNames } from "../watch/forecast/progress.ts";
import { conditionOfEnding, conditions } from "../watch/model/condition.ts";
import type { Ending } from "../watch/model/ending.ts";
import { kindOf, type Phase, type Watch } from "../watch/model/watch.ts";
import type { SeenWork } from "./seen-work.ts";

/** A span before it is sent. Times are milliseconds since the Unix epoch, by this computer's clock. */
export interface SpanTree {
  readonly name: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly attributes: Attributes;
  /** `unset`: what came of it is not known. */
  readonly status: "ok" | "error" | "unset";
  readonly message?: string;
  readonly events: readonly SpanEvent[];
  readonly children: readonly SpanTree[];
}

export type Attributes = Readonly<Record<string, string | number | boolean>>;

interface SpanEvent {
  readonly name: string;
  readonly at: number;
  readonly attributes: Attributes;
}

/**
 * An aggregation as a span: its phases are child spans, and so is the work in them as far as polls
 * have seen it; faults, waits and stalls are events. One that has not ended is cut off at `now`.
 *
 * @param seenAt when it was first watched; milliseconds since the Unix epoch, as `now`
 */
export function spanTreeOf(
  watch: Watch,
  tenant: string,
  { work, seenAt, now }: { readonly work: SeenWork; readonly seenAt: number; readonly now: number },
): SpanTree {
  const { ending, start, label, sourceId, id, status } = watch;
  const here = ownTime(watch);
  const startAt = start === undefined ? seenAt : here(start);
  const endAt = Math.max(startAt, ending ? endedAt(ending, startAt) : now);
  const within = (at: number) => Math.min(endAt, Math.max(startAt, at));
  return {
    name: `${kindOf(watch)} aggregation`,
    startAt,
    endAt,
    attributes: {
      "aggwatch.tenant": tenant,
      "aggwatch.aggregation.id": id,
      "aggwatch.aggregation.kind": kindOf(watch),
      ...(label !== undefined && { "aggwatch.source.name": label }),
      ...(sourceId !== undefined && { "aggwatch.source.id": sourceId }),
      ...(status !== undefined && { "aggwatch.aggregation.status": status }),
      "aggwatch.aggregation.outcome": ending ? outcomeName(ending) : stateOf(watch),
      "aggwatch.aggregation.ended": ending !== undefined,
      ...countsOf(watch),
    },
    ...(ending ? statusOf(ending) : { status: "unset" }),
    events: eventsOf(watch, within),
    children: phasesOf(watch, here, { startAt, endAt, seenAt, work }, within),
  };
}

/** The tenant's times by our clock, so that no child begins before its parent. */
function ownTime({ lastAnswer }: Watch): (at: number) => number {
  const aheadMs = lastAnswer ? lastAnswer.answeredAt - lastAnswer.wall : 0;
  return (at) => at - aheadMs;
}

/** One that had ended before it was first seen ended when its task says, or when it had taken so long. */
function endedAt(ending: Ending, startAt: number): number {
  if (!("tookMs" in ending) || ending.isSeenRunning) return ending.at;
  const { tookMs, taskEndedAt, at } = ending;
  return taskEndedAt ?? (tookMs === undefined ? at : startAt + tookMs);
}

function statusOf(ending: Ending): Pick<SpanTree, "status" | "message"> {
  const { group } = conditions[conditionOfEnding(ending)];
  if (group === "done") return { status: "ok" };
  const isSaid = "isSeenRunning" in ending;
  return { status: isSaid ? "error" : "unset", message: eventText({ type: "ended", ending }) };
}

function countsOf({ counters }: Watch): Attributes {
  return Object.fromEntries(
    trackNames.flatMap((name) => {
      const progress = progressOf[name](counters);
      return progress
        ? [
            [`aggwatch.${name}.processed`, progress.processed],
            [`aggwatch.${name}.expected`, progress.total],
          ]
        : [];
    }),
  );
}

/** Oldest first; a phase is a span and an end the span's own. */
function eventsOf({ log }: Watch, within: (at: number) => number): readonly SpanEvent[] {
  return log
    .filter(({ event }) => event.type !== "ended" && event.type !== "status")
    .toReversed()
    .map(({ at, event, times }) => ({
      name: `aggwatch.${event.type}`,
      at: within(at),
      attributes: { message: eventText(event), times },
    }));
}

const phaseNames: Readonly<Record<string, string>> = {
  STARTED: "collecting",
  ACCOUNTS_COLLECTED: "processing",
  RETRIED: "retried",
  RUNNING: "running",
};

interface Surroundings extends Pick<SpanTree, "startAt" | "endAt"> {
  readonly seenAt: number;
  readonly work: SeenWork;
}

function phasesOf(
  { phases }: Watch,
  here: (at: number) => number,
  { startAt, endAt, seenAt, work }: Surroundings,
  within: (at: number) => number,
): readonly SpanTree[] {
  // Only the beginning of the first STARTED is known without having been seen.
  const beginOf = ({ since, status }: Phase, place: number) => {
    if (since !== undefined) return here(since);
    return place === 0 && status === "STARTED" ? startAt : seenAt;
  };
  return phases.flatMap((phase, place) => {
    const { status, since } = phase;
    if (endStatus(status)) return [];
    const next = phases[place + 1];
    const from = within(beginOf(phase, place));
    const until = Math.max(from, next ? within(beginOf(next, place + 1)) : endAt);
    const isProcessing = status === "ACCOUNTS_COLLECTED";
    return {
      ...part(phaseNames[status] ?? "other status", from, until),
      attributes: {
        "aggwatch.aggregation.status": status,
        "aggwatch.begin_seen": since !== undefined || from === startAt,
      },
      children: isProcessing ? workOf(work, from, until) : [],
    };
  });
}

/** Accounts and identities overlap. */
function workOf(work: SeenWork, from: number, until: number): readonly SpanTree[] {
  return Object.entries(work).flatMap(([name, seen]) => {
    const within = (at: number) => Math.min(until, Math.max(from, at));
    return seen.from > until || seen.until < from
      ? []
      : [part(name, within(seen.from), within(seen.until))];
  });
}

function part(name: string, startAt: number, endAt: number): SpanTree {
  return { name, startAt, endAt, attributes: {}, status: "unset", events: [], children: [] };
}
