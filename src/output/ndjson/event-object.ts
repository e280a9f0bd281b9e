import { neededRights } from "../../text/event-text.ts";
import type { Ending } from "../../watch/ending.ts";
import type { WatchEvent } from "../../watch/fact.ts";
import type { TaskVerdict } from "../../watch/verdict.ts";
import type { Watch } from "../../watch/watch.ts";
import { isoMoment, type LineObject, lineObject, wholeMs } from "./line-object.ts";
import { outcomeName } from "./outcome.ts";

/** What happened, as `events.schema.json` describes it. Pure. */
export function eventObject({ at, watch, fact }: WatchEvent): LineObject {
  return lineObject(at, watch, fact.type, fieldsOf(fact, watch));
}

function fieldsOf(
  fact: WatchEvent["fact"],
  watch: Pick<Watch, "counters" | "isAwaited"> | undefined,
): Readonly<Record<string, unknown>> {
  switch (fact.type) {
    case "status":
      return {
        status: fact.to ?? null,
        previousStatus: fact.from,
        isFirstSeen: fact.isFirstSeen,
        ...fact.counters,
      };
    case "total":
      return { counter: fact.counter, from: fact.from, to: fact.to };
    case "excess":
      return { of: fact.of, processed: fact.processed, total: fact.total };
    case "fault": {
      const { reason, advice, tries, waitMs, requestId, isOffline } = fact;
      return { reason, advice, tries, waitMs: wholeMs(waitMs), requestId, isOffline };
    }
    case "recovered":
      return { tries: fact.tries, afterMs: wholeMs(fact.afterMs) };
    case "missing":
      return {
        times: fact.times,
        waitMs: wholeMs(fact.waitMs),
        isTaskRunning: fact.isTaskRunning,
      };
    case "wait":
      return { waitMs: wholeMs(fact.waitMs), isElsewhere: fact.isElsewhere, host: fact.host };
    case "share":
      return { watchers: fact.watchers, perWindow: fact.perWindow, host: fact.host };
    case "deprecated":
      return { version: fact.version, host: fact.host };
    case "look":
      return { reason: fact.problem, everyMs: wholeMs(fact.everyMs) };
    case "stalled":
      return { quietMs: wholeMs(fact.quietMs) };
    case "resumed":
      return { afterMs: wholeMs(fact.afterMs) };
    case "verdict":
      return verdictFields(fact.verdict);
    case "ended":
      return {
        outcome: outcomeName(fact.ending),
        ...endingFields(fact.ending),
        ...watch?.counters,
      };
    case "poll": {
      const { status, start, counters, answeredAt } = fact.answer;
      return {
        status: status ?? null,
        start: isoMoment(start),
        ...counters,
        answeredAt: isoMoment(answeredAt),
        tookMs: wholeMs(fact.tookMs),
      };
    }
    case "named":
      return { label: fact.label };
    case "added":
      return { isAwaited: watch?.isAwaited };
    case "dropped":
      return {};
  }
}

function verdictFields(verdict: TaskVerdict): Readonly<Record<string, unknown>> {
  const { kind } = verdict;
  if (kind === "UNREADABLE") return { verdict: kind, reason: verdict.reason };
  return { verdict: kind, messages: verdict.messages.map(({ type, text }) => ({ type, text })) };
}

function endingFields(ending: Ending): Readonly<Record<string, unknown>> {
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
