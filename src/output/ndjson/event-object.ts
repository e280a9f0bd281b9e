import type { TimedEvent } from "../../watch/model/timed-event.ts";
import { neededRights } from "../../wording/event-text.ts";
import { type Ending, taskCountsOf } from "../../watch/model/ending.ts";
import type { TaskVerdict } from "../../watch/model/verdict.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { isoMoment, type LineObject, lineObject, wholeMs } from "./line-object.ts";
import { outcomeName } from "./outcome.ts";

/** An event, as in `events.schema.json`. */
export function eventObject({ at, watch, event }: TimedEvent): LineObject {
  return lineObject(at, watch, event.type, fieldsOf(event, watch));
}

function fieldsOf(
  event: TimedEvent["event"],
  watch: Pick<Watch, "counters" | "isAwaited"> | undefined,
): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case "status":
      return {
        status: event.to ?? null,
        previousStatus: event.from,
        isFirstSeen: event.isFirstSeen,
        ...event.counters,
      };
    case "total":
      return { counter: event.counter, from: event.from, to: event.to };
    case "excess":
      return { of: event.of, processed: event.processed, total: event.total };
    case "fault": {
      const { reason, advice, tries, waitMs, requestId, isOffline } = event;
      return { reason, advice, tries, waitMs: wholeMs(waitMs), requestId, isOffline };
    }
    case "recovered":
      return { tries: event.tries, afterMs: wholeMs(event.afterMs) };
    case "missing":
      return {
        times: event.times,
        waitMs: wholeMs(event.waitMs),
        isTaskRunning: event.isTaskRunning,
      };
    case "wait":
      return { waitMs: wholeMs(event.waitMs), isElsewhere: event.isElsewhere, host: event.host };
    case "share":
      return { watchers: event.watchers, perWindow: event.perWindow, host: event.host };
    case "server": {
      const { problem, watchers, perWindow, host } = event;
      return { reason: problem, watchers, perWindow, host };
    }
    case "deprecated":
      return { version: event.version, host: event.host };
    case "look":
      return { reason: event.problem, everyMs: wholeMs(event.everyMs) };
    case "stalled":
      return { quietMs: wholeMs(event.quietMs) };
    case "resumed":
      return { afterMs: wholeMs(event.afterMs) };
    case "verdict":
      return verdictFields(event.verdict);
    case "ended":
      return {
        outcome: outcomeName(event.ending),
        ...endingFields(event.ending),
        ...watch?.counters,
        taskCounts: taskCountsOf(event.ending),
      };
    case "poll": {
      const { status, start, counters, answeredAt } = event.answer;
      return {
        status: status ?? null,
        start: isoMoment(start),
        ...counters,
        answeredAt: isoMoment(answeredAt),
        tookMs: wholeMs(event.tookMs),
      };
    }
    case "named":
      return { label: event.label };
    case "added":
      return { isAwaited: watch?.isAwaited };
    case "dropped":
      return {};
  }
}

export function verdictFields(verdict: TaskVerdict): Readonly<Record<string, unknown>> {
  const { kind } = verdict;
  if (kind === "UNREADABLE") return { verdict: kind, reason: verdict.reason };
  const { messages, counts } = verdict;
  const said = messages.map(({ type, text }) => ({ type, text }));
  return { verdict: kind, messages: said, taskCounts: counts };
}

export function endingFields(ending: Ending): Readonly<Record<string, unknown>> {
  switch (ending.kind) {
    case "COMPLETED":
    case "CANCELLED":
    case "TERMINATED":
    case "FAILED": {
      const { verdict, isSeenRunning, tookMs, taskEndedAt } = ending;
      return {
        verdict: verdict?.kind,
        isSeenRunning,
        tookMs: wholeMs(tookMs),
        taskEndedAt: isoMoment(taskEndedAt),
      };
    }
    case "EXPIRED": {
      const { verdict, lastAnswerAt, isHourLater } = ending;
      return { verdict: verdict?.kind, lastAnswerAt: isoMoment(lastAnswerAt), isHourLater };
    }
    case "NOT_FOUND":
      return { verdict: ending.verdict?.kind, hint: ending.hint };
    case "GIVEN_UP": {
      const { reason, tries, since, lastAnswerAt, requestId } = ending;
      const seen = { since: isoMoment(since), lastAnswerAt: isoMoment(lastAnswerAt) };
      return { reason, tries, ...seen, requestId };
    }
    case "REFUSED": {
      const { text, httpStatus, requestId } = ending;
      const advice = ending.advice ?? (httpStatus === 403 ? neededRights : undefined);
      return { reason: text, httpStatus, advice, requestId };
    }
    case "SIGN_IN_REFUSED":
      return { reason: ending.text };
  }
}
