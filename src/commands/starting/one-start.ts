import { isUnanswered } from "../../api/http/retry-rule.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Api } from "../../api/http/api.ts";
import { type ApiError, isApiError } from "../../api/http/errors.ts";
import { endingExitCode } from "../../exit/exit-code.ts";
import { failureLine } from "../tenant/look-up-failure.ts";
import type { Tries, TryRules } from "./after-end.ts";
import { demandsOf } from "./if-running.ts";
import { decided, type Plan, sayDecision, sayRunning } from "./plan-starts.ts";
import { reportStarted } from "./report-started.ts";
import type { Roster } from "./roster.ts";
import type { RunningLook } from "./running-look.ts";
import { sendStart } from "./send-start.ts";
import { type StartFate, startInTurn } from "./start-in-turn.ts";
import { kindOfOrder, orderName, type StartOrder } from "./start-order.ts";
import { ofKind } from "../../watch/model/watch.ts";
import type { StartWork } from "./start-work.ts";

/** What a start needs of the run that it is one of. */
export interface StartPorts {
  readonly roster: Roster;
  readonly look: RunningLook;
  readonly api: Api;
  readonly plans: ReadonlyMap<StartOrder, Plan>;
  readonly work: StartWork;
  /** Ends what is under way. */
  readonly stop: AbortSignal;
  /** Whose end may not be the outcome yet. */
  readonly tried: (id: string, tries: Tries, rules: TryRules) => void;
}

/** What has come of a start. */
export interface StartResult {
  readonly place: "well" | "badly";
  /** Whether it was watched until it ended well. */
  readonly isDone?: boolean;
  /** Why it was not started, if there is no aggregation for it. */
  readonly notStarted?: string;
  /** An exit code that comes from no aggregation. */
  readonly code?: number;
  /** Whether the tenant would not take another either. */
  readonly isLast?: boolean;
}

/** Left behind before it was started. */
export const leftCode = 8;
/** Not started, since one was running. */
export const refusedCode = 1;

/** Sees a start through from its turn to its outcome; `begun` once there is nothing but to wait. */
export async function seeStartThrough(
  order: StartOrder,
  ports: StartPorts,
  begun: () => void,
): Promise<StartResult> {
  try {
    return await seeThrough(order, ports, begun);
  } catch (error) {
    if (ports.stop.aborted) return left;
    if (!isApiError(error)) throw error;
    return failed(error, order, ports.work);
  }
}

export const declinedReason = "declined";
export const leftReason = "left before it was started";
export const left: StartResult = { place: "well", notStarted: leftReason, code: leftCode };

async function seeThrough(
  order: StartOrder,
  { roster, look, api, plans, work, stop, tried }: StartPorts,
  begun: () => void,
): Promise<StartResult> {
  const { options, host } = work;
  const { name: label, id: sourceId } = order.source;
  // While a screen is up, the host holds these lines.
  const say = (line: string) => void host.stderr.write(`aggwatch: ${line}\n`);
  const kind = kindOfOrder(order);
  const running = await look.lately(order);
  const how = running && howToGoOn(order, running, plans.get(order), work);
  if (how === "leave") return { place: "well", notStarted: declinedReason, code: leftCode };
  if (how === "fail") {
    return { place: "badly", notStarted: "one is running already", code: refusedCode };
  }
  const usual = demandsOf(order.start) === "" ? how : "wait";
  const rules = {
    mayWait: (options.ifRunning ?? usual) === "wait",
    mostRetries: options.retry,
  };
  const turn = { order, rules, ...(running && how && { running: { task: running, how } }) };
  const deps = {
    roster,
    sleep: (ms: number) => host.clock.sleep(ms, stop),
    findRunning: look.now,
    send: ({ source, start }: StartOrder) => sendStart(api, source, start, say),
    runs(id: string, isJoined: boolean, before: string | undefined) {
      if (options.watch) return true;
      reportStarted({ id, label, sourceId, ...ofKind(kind), ranAlready: isJoined }, before, work);
      return false;
    },
    tried: (id: string, tries: Tries) => tried(id, tries, rules),
    begun,
    say,
  };
  return resultOf(await startInTurn(turn, deps, stop), order, work);
}

/** What was planned, or else decided now, is said. */
function howToGoOn(
  order: StartOrder,
  running: ListedTask,
  plan: Plan | undefined,
  work: StartWork,
): Plan["how"] {
  if (plan?.runningId !== running.id) sayRunning(running, order, work.host);
  const how = plan?.how ?? decided(order, running, work);
  sayDecision(how, running, order, work.host);
  return how;
}

async function resultOf(fate: StartFate, order: StartOrder, work: StartWork): Promise<StartResult> {
  switch (fate.kind) {
    case "started": {
      const code = fate.watch ? endingExitCode(fate.watch.ending, work.options.strict) : 0;
      return {
        place: code === 0 ? "well" : "badly",
        isDone: fate.watch !== undefined && code === 0,
      };
    }
    case "left":
      return fate.mayRun ? { ...left, notStarted: "may have started: aggwatch list tells" } : left;
    case "failed":
      return failed(fate.error, order, work);
  }
}

async function failed(
  error: ApiError,
  order: StartOrder,
  { client, options, host }: StartWork,
): Promise<StartResult> {
  const { code, line } = await failureLine(error, client);
  const isLast = concernsAll(error);
  host.stderr.write(
    `aggwatch: ${isLast || line.includes(order.source.name) ? "" : `${orderName(order)}: `}${line}\n`,
  );
  if (options.failFast) host.lifetime.leave({ by: "failFast" });
  return { place: "badly", notStarted: line, code, isLast };
}

/** Whether the next start would fail alike: the sign-in is refused, or nothing answers. */
function concernsAll(error: ApiError): boolean {
  if (error.kind === "sign-in refused" || error.kind === "unauthorized") return true;
  return isUnanswered(isApiError(error.cause) ? error.cause : error);
}
