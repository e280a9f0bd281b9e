import { byName, totalNames } from "../api/endpoints/counters.ts";
import type { Course } from "../watch/forecast/course.ts";
import { toldLeftAt } from "../watch/forecast/told-left.ts";
import type { Quarters } from "../watch/forecast/usual.ts";
import type { Phase, Watch } from "../watch/model/watch.ts";
import type { RunCourse } from "./course-of-run.ts";
import type { Run } from "./run.ts";

type RecordedWatch = Pick<
  Watch,
  | "id"
  | "label"
  | "kind"
  | "counters"
  | "phases"
  | "lastAnswer"
  | "ending"
  | "forecast"
  | "toldLeft"
>;

/** An end that was seen later than that, and by more than a part of the time, says little about it. */
const soonMs = 30_000;
const smallPart = 0.25;

/** Undefined before the end and without an answer: a mistyped id is not a run. */
export function runOf(watch: RecordedWatch, tenant: string): Run | undefined {
  const { id, label: source, kind: of, counters, phases, lastAnswer, ending } = watch;
  const { forecast, toldLeft } = watch;
  if (!ending || !lastAnswer) return undefined;
  const kind = "verdict" in ending ? ending.verdict?.kind : undefined;
  const tookMs = "tookMs" in ending ? rounded(unlessLate(ending.tookMs, phases.at(-1))) : undefined;
  return {
    endedAt: ending.at,
    tenant,
    id,
    ...(of && { kind: of }),
    source,
    ending: ending.kind,
    verdict: kind === "UNREADABLE" ? undefined : kind,
    collectingMs: timeIn("STARTED", watch),
    processingMs: timeIn("ACCOUNTS_COLLECTED", watch),
    tookMs,
    ...byName(totalNames, (name) => counters[name]),
    ...courseOf(forecast.course),
    ...toldOf(toldLeft, tookMs),
  };
}

/**
 * The sum of all phases of a status; after RETRIED there may be several. A phase that was not seen
 * as a whole makes the sum unknown, since a part would count as a quick run.
 */
function timeIn(status: string, watch: RecordedWatch): number | undefined {
  const times = watch.phases.flatMap((phase, index) => {
    if (phase.status !== status) return [];
    const next = watch.phases[index + 1];
    const until = next ? next.since : endOf(watch);
    if (phase.since === undefined || until === undefined) return [undefined];
    const ms = Math.max(0, until - phase.since);
    return [unlessLate(unlessLate(ms, phase), next)];
  });
  if (times.length === 0 || !times.every((ms) => ms !== undefined)) return undefined;
  return rounded(times.reduce((sum, ms) => sum + ms, 0));
}

/** By the tenant's clock; undefined if the tenant did not report the end. */
function endOf({ ending, lastAnswer }: RecordedWatch): number | undefined {
  switch (ending?.kind) {
    case "COMPLETED":
    case "CANCELLED":
    case "TERMINATED":
    case "FAILED":
      // Known from the task alone: the time after the last answer was not seen.
      return ending.taskEndedAt === undefined ? lastAnswer?.answeredAt : undefined;
    case "EXPIRED":
    case "NOT_FOUND":
    case "GIVEN_UP":
    case "REFUSED":
    case "SIGN_IN_REFUSED":
    case undefined:
      return undefined;
  }
}

/** Without answers, as in a pause, nothing is known of when a phase began. */
function unlessLate(ms: number | undefined, phase: Phase | undefined): number | undefined {
  const withinMs = phase?.seenWithinMs ?? 0;
  return ms !== undefined && withinMs > Math.max(soonMs, smallPart * ms) ? undefined : ms;
}

function courseOf(course: Course | undefined): Omit<RunCourse, "toldAtQuarter" | "toldAtHalf"> {
  const { accounts, identities, beginShare, tailMs, longestGapMs } = course ?? {};
  return {
    accountsMs: rounded(accounts?.tookMs),
    identitiesMs: rounded(identities?.tookMs),
    accountsQuarters: roundedQuarters(accounts?.quarters),
    identitiesQuarters: roundedQuarters(identities?.quarters),
    beginShare: beginShare === undefined ? undefined : hundredths(beginShare),
    tailMs: rounded(tailMs),
    longestGapMs: rounded(longestGapMs),
  };
}

function toldOf(
  told: Watch["toldLeft"],
  tookMs: number | undefined,
): Pick<RunCourse, "toldAtQuarter" | "toldAtHalf"> {
  const at = (share: number) => (tookMs ? toldLeftAt(told, share, tookMs) : undefined);
  return { toldAtQuarter: at(0.25), toldAtHalf: at(0.5) };
}

function roundedQuarters(quarters: Quarters | undefined): Quarters | undefined {
  return quarters && [hundredths(quarters[0]), hundredths(quarters[1]), hundredths(quarters[2])];
}

function hundredths(share: number): number {
  return Math.round(share * 100) / 100;
}

function rounded(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms);
}
