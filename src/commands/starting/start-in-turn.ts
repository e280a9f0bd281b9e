import { isApiError, type ApiError } from "../../api/http/errors.ts";
import { isPassing } from "../../api/http/retry-rule.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { interval } from "../../text/duration.ts";
import { endingText } from "../../wording/event-text.ts";
import { afterEnd, type Tries, type TryRules } from "./after-end.ts";
import { isRefusedAsRunning } from "./refused-as-running.ts";
import type { EndedWatch, Roster } from "./roster.ts";
import { kindOfOrder, orderName, type StartOrder } from "./start-order.ts";
import { ofKind } from "../../watch/model/watch.ts";
import { kindLooks } from "../../wording/kinds.ts";

/** A start whose turn has come. */
export interface StartInTurn {
  readonly order: StartOrder;
  /** The aggregation of its source that runs now, and what to do about it. */
  readonly running?: { readonly task: ListedTask; readonly how: "wait" | "join" } | undefined;
  readonly rules: TryRules;
}

/** Its look-ups and starts throw ApiError. */
export interface TurnDeps {
  readonly roster: Pick<Roster, "add" | "drop" | "endOf">;
  /** It throws once the session is left. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly findRunning: (order: StartOrder, but: string) => Promise<ListedTask | undefined>;
  readonly send: (order: StartOrder) => Promise<{ readonly id: string }>;
  /**
   * Called with what runs for the order, in place of `before`: started by it, or joined. Returns
   * whether to watch that.
   */
  readonly runs: (id: string, isJoined: boolean, before: string | undefined) => boolean;
  /** Called with how far the start of an id has come, whose end may not be the outcome. */
  readonly tried: (id: string, tries: Tries) => void;
  /** Called once there is nothing left to do but wait. */
  readonly begun: () => void;
  readonly say: (line: string) => void;
}

export type StartFate =
  /** Watched to its end; without a watch where the user has dropped it, or where none is wanted. */
  | { readonly kind: "started"; readonly watch?: EndedWatch | undefined }
  /** Left, or given up by the user, before it was sent, or before an answer came. */
  | { readonly kind: "left"; readonly mayRun?: boolean }
  | { readonly kind: "failed"; readonly error: ApiError };

/** For a start refused though nothing is running any more, or the list is late. */
const startAgainMs = 10_000;
/** What has gone wrong for a moment is given that long to pass. */
const retryMs = 30_000;

/**
 * Sees one start through to its outcome: waits for the end of the aggregation before it, then starts
 * ours in its place. Where another one has begun in between, that is waited for in turn: the tenant
 * accepts a start meanwhile and lets its task fail, which is not an outcome of ours. Nor is an end
 * that may pass, as long as retries are left: the next run takes the place of the one before.
 */
export async function startInTurn(
  turn: StartInTurn,
  deps: TurnDeps,
  signal: AbortSignal,
): Promise<StartFate> {
  const progress: Progress = {
    before: undefined,
    hasRun: turn.running?.how === "join",
    isSending: false,
  };
  try {
    return await seeThrough(turn, progress, deps, signal);
  } catch (error) {
    if (signal.aborted) {
      return progress.hasRun ? { kind: "started" } : { kind: "left", mayRun: progress.isSending };
    }
    if (!isApiError(error)) throw error;
    const { before } = progress;
    if (before?.isAwaited) deps.roster.drop(before.id);
    return { kind: "failed", error };
  }
}

interface Progress {
  /** What is on the roster. */
  before: { readonly id: string; readonly isAwaited: boolean } | undefined;
  /** Whether one has run whose end would be the outcome. */
  hasRun: boolean;
  isSending: boolean;
}

async function seeThrough(
  { order, running, rules }: StartInTurn,
  progress: Progress,
  deps: TurnDeps,
  signal: AbortSignal,
): Promise<StartFate> {
  const { roster, say } = deps;
  const { id: sourceId, name: label } = order.source;
  const kind = kindOfOrder(order);
  const name = orderName(order);
  let tries: Tries = { starts: 0, retries: 0 };

  function put(id: string, isAwaited: boolean): void {
    const { before } = progress;
    roster.add({ id, label, sourceId, ...ofKind(kind), ...(isAwaited && { isAwaited }) });
    if (before) roster.drop(before.id);
    progress.before = { id, isAwaited };
    deps.begun();
  }

  /** Waits until none of the source runs; returns whether the user still wants that. */
  async function free(first: ListedTask | undefined): Promise<boolean> {
    for (let task = first; task; task = await next(task.id)) {
      put(task.id, true);
      if (!(await roster.endOf(task.id, signal))) return false;
    }
    return true;
  }

  async function next(but: string): Promise<ListedTask | undefined> {
    const task = await deps.findRunning(order, but).catch((error: unknown) => {
      // A start needs no list: the tenant refuses one that comes too early.
      if (isPassing(error)) return undefined;
      throw error;
    });
    const what = `another ${kindLooks[kind].noun} of ${label}`;
    if (task) say(`${what} is running: ${task.id}; waiting for it to end`);
    return task;
  }

  async function sent(): Promise<string> {
    progress.isSending = true;
    const { id } = await deps.send(order);
    progress.isSending = false;
    tries = { ...tries, starts: tries.starts + 1 };
    progress.hasRun = true;
    return id;
  }

  const joined = running?.how === "join" ? running.task.id : undefined;
  if (joined === undefined && !(await free(running?.task))) return { kind: "left" };
  for (let id = joined ?? (await sent()); ; id = await sent()) {
    if (!deps.runs(id, id === joined, progress.before?.id)) {
      if (progress.before) roster.drop(progress.before.id);
      return { kind: "started" };
    }
    put(id, false);
    deps.tried(id, tries);
    const watch = await roster.endOf(id, signal);
    if (!watch) return { kind: "started" };
    const then = afterEnd(watch, tries, rules);
    if (isRefusedAsRunning(watch.ending)) say(refusedText(name, then === "over", tries.starts));
    if (then === "over") return { kind: "started", watch };
    if (then === "retry") {
      tries = { starts: 0, retries: tries.retries + 1 };
      say(retryText(name, watch, tries.retries, rules.mostRetries));
      await deps.sleep(retryMs);
    }
    const other = await next(id);
    if (then === "startAgain") {
      progress.hasRun = false;
      if (!other) await deps.sleep(startAgainMs);
    }
    if (!(await free(other))) return { kind: then === "retry" ? "started" : "left" };
  }
}

function refusedText(source: string, isLast: boolean, starts: number): string {
  const what =
    `the start of ${source} was not done: another aggregation of it was running, ` +
    "and the tenant runs one at a time";
  if (!isLast) return `${what}; trying again`;
  return starts > 1 ? `${what}; given up after ${starts} starts` : `${what}; start it again later`;
}

function retryText(source: string, { ending }: EndedWatch, nth: number, most: number): string {
  const again = `starting it again in ${interval(retryMs)} (retry ${nth} of ${most})`;
  return `${source}: ${endingText(ending)}; ${again}`;
}
