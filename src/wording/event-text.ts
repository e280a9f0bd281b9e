import type { NewsEvent } from "../watch/model/timed-event.ts";
import { conditionOfEnding } from "../watch/model/condition.ts";
import type { Ending, GivenUpEnding, SaidEnding } from "../watch/model/ending.ts";
import type { ServerEvent, DeprecatedEvent, ShareEvent, WaitEvent } from "../watch/model/event.ts";
import type { Counters, TotalName } from "../api/endpoints/counters.ts";
import { runningStatus } from "../api/endpoints/status.ts";
import { clauses } from "../text/clauses.ts";
import { accountsOf } from "../watch/forecast/progress.ts";
import { count } from "../text/count.ts";
import { countdown, duration, interval } from "../text/duration.ts";
import { noChanges } from "./progress-text.ts";
import { conditionLooks } from "./states.ts";
import { verdictText } from "./verdict-text.ts";

/** An event in one line for people, with statuses as the API spells them. */
export function eventText(event: NewsEvent): string {
  switch (event.type) {
    case "status":
      return event.isFirstSeen
        ? firstSeenText(event.to, event.counters)
        : statusText(event.to, event.counters);
    case "total": {
      const { counter, from, to } = event;
      const sign = to > from ? "+" : "−";
      const change = `${count(from)} → ${count(to)} (${sign}${count(Math.abs(to - from))})`;
      return `${totalWords[counter]} ${to > from ? "grew" : "shrank"} ${change}`;
    }
    case "excess":
      return `processed exceeds the total: ${count(event.processed)} of ${count(event.total)} ${event.of}`;
    case "fault":
      return `${event.reason}, attempt ${event.tries}, retrying in ${countdown(event.waitMs)}${
        event.advice === undefined ? "" : `; ${event.advice}`
      }`;
    case "recovered":
      return `reachable again after ${duration(event.afterMs)}`;
    case "missing":
      return `404${event.isTaskRunning ? " while its task runs" : ""}, retrying in ${countdown(event.waitMs)}`;
    case "wait":
      return `${limitText(event)}, waiting ${countdown(event.waitMs)}`;
    case "share":
      return shareText(event);
    case "server":
      return serverText(event);
    case "deprecated":
      return deprecatedText(event);
    case "stalled":
      return `stalled, no progress for ${duration(event.quietMs)}; ${stallHint}`;
    case "resumed":
      return `progress resumed after ${duration(event.afterMs)}`;
    case "verdict":
      return verdictText(event.verdict);
    case "named":
      return `source ${event.label}`;
    case "look": {
      const every = interval(event.everyMs);
      if (event.problem === undefined)
        return `new runs can be listed again, checked every ${every}`;
      return `can't list new runs (${event.problem}); retrying every ${every}`;
    }
    case "ended":
      return endingText(event.ending);
    case "added":
      return "added";
    case "dropped":
      return "no longer watched";
  }
}

/** `rate limited (429) by acme.api.identitynow.com` */
export function limitText({ host, isElsewhere }: Pick<WaitEvent, "host" | "isElsewhere">): string {
  const by = host === undefined ? "" : ` by ${host}`;
  return `rate limited (429)${by}${isElsewhere ? ", met by another aggwatch" : ""}`;
}

export function deprecatedText({ version, host }: Omit<DeprecatedEvent, "type">): string {
  const by = host ?? "the tenant";
  return `API version ${version} is marked as deprecated by ${by}; --api-version v1 calls the current one`;
}

function shareText({ watchers, perWindow, host }: ShareEvent): string {
  const budget = `this client's budget${host === undefined ? "" : ` at ${host}`}`;
  if (watchers === 1) return `no other watcher shares ${budget}: ${perWindow} requests per 10s`;
  return `${watchers} watchers share ${budget}: ${perWindow} requests per 10s each`;
}

function serverText({ problem, watchers, perWindow, host }: ServerEvent): string {
  const server = `budget server${host === undefined ? "" : ` for ${host}`}`;
  const rate = `${perWindow} requests per 10s${watchers === 1 ? "" : `, as one of ${watchers}`}`;
  return problem === undefined
    ? `${server} reachable again: ${rate}`
    : `${server} unreachable (${problem}): ${rate} at most until it is back`;
}

export function endingText(ending: Ending): string {
  switch (ending.kind) {
    case "COMPLETED":
    case "FAILED":
      return completedText(ending);
    case "CANCELLED":
      return "CANCELLED by a user";
    case "TERMINATED":
      if (ending.taskEndedAt !== undefined) return `TERMINATED, ${fromTaskText(ending)}`;
      // No status has said so, and the task does not say why.
      if (ending.verdict !== undefined) return completedText(ending);
      return "TERMINATED after 3 tries: virtual appliance unreachable";
    case "EXPIRED":
      return `EXPIRED: 404, last seen ${duration(ending.at - ending.lastAnswerAt)} ago${
        ending.isHourLater ? " and a status is kept for about an hour" : ""
      }; outcome unknown`;
    case "NOT_FOUND":
      return `NOT FOUND: 404; ${ending.hint ?? "unknown id, or ended over an hour ago"}`;
    case "GIVEN_UP":
      return givenUpText(ending);
    case "REFUSED": {
      const { httpStatus, text, requestId } = ending;
      const advice = ending.advice ?? (httpStatus === 403 && neededRights);
      const id = requestId && `request id ${requestId}`;
      return clauses([`REFUSED: HTTP ${httpStatus}`, text, advice, id]);
    }
    case "SIGN_IN_REFUSED":
      return "REFUSED: sign-in refused";
  }
}

function givenUpText({ at, since, tries, reason, lastAnswerAt, requestId }: GivenUpEnding): string {
  const seen =
    lastAnswerAt === undefined ? "never seen" : `last seen ${duration(at - lastAnswerAt)} ago`;
  const faults = `GIVEN UP: ${reason} for ${duration(at - since)}, ${tries} tries`;
  return clauses([faults, `${seen}; outcome unknown`, requestId && `request id ${requestId}`]);
}

function completedText(ending: SaidEnding): string {
  const { isSeenRunning, tookMs, verdict, taskEndedAt } = ending;
  const { word } = conditionLooks[conditionOfEnding(ending)];
  const took = tookMs === undefined ? word : `${word} in ${duration(tookMs)}`;
  if (taskEndedAt !== undefined) return `${took}, ${fromTaskText(ending)}`;
  const early =
    tookMs === undefined
      ? `${word} before the first check`
      : `${took}, already finished when first checked`;
  const text = isSeenRunning ? took : early;
  return verdict?.kind === "UNREADABLE" ? `${text}, verdict unknown` : text;
}

function fromTaskText({ at, taskEndedAt = at }: SaidEnding): string {
  return `per its task, which ended ${duration(at - taskEndedAt)} ago`;
}

export const neededRights =
  "needs ORG_ADMIN, SOURCE_ADMIN or SOURCE_SUBADMIN and a PAT with sp:scopes:all";

const stallHint =
  "see its source's Import Data > Account Aggregation (clearing a stuck task there does not stop the aggregation)";

const totalWords: Readonly<Record<TotalName, string>> = {
  totalAccounts: "total",
  totalIdentities: "identities",
  totalAccountsMarkedForDeletion: "marked for deletion",
};

/** After a late join only what was seen, not what had happened before. */
function firstSeenText(status: string | undefined, counters: Counters): string {
  const progress = accountsOf(counters);
  switch (runningStatus(status)) {
    case "STARTED":
      return "first seen: collecting";
    case "ACCOUNTS_COLLECTED": {
      if (!progress) return "first seen: processing";
      const { processed, total } = progress;
      const counts = total === 0 ? noChanges : `${count(processed)} of ${count(total)}`;
      return `first seen: processing, ${counts}`;
    }
    case "RETRIED":
      return `first seen: retried, ${retriedText}`;
    case "RUNNING":
      return "first seen: running";
    case undefined:
      return `first seen: ${statusText(status, counters)}`;
  }
}

const retriedText = "the virtual appliance lost contact and the platform tries again";

function statusText(status: string | undefined, { totalAccounts }: Counters): string {
  const known = runningStatus(status);
  switch (known) {
    case "STARTED":
    case "RUNNING":
      return known;
    case "ACCOUNTS_COLLECTED":
      if (totalAccounts === undefined) return known;
      if (totalAccounts === 0) return `${known}, ${noChanges}`;
      return `${known}, ${count(totalAccounts)} accounts to process`;
    case "RETRIED":
      return `${known}, ${retriedText}`;
    case undefined:
      return status === undefined ? "no status" : `${status} (unrecognized status)`;
  }
}
