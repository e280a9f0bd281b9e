import type { Source } from "../../api/endpoints/source.ts";
import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import { type ListedTask, taskRunningMs } from "../../api/endpoints/tasks.ts";
import { duration } from "../../text/duration.ts";
import { confirm } from "../lookup/confirm.ts";
import type { Host } from "../../process/host.ts";
import { asksForMore, demandsOf, type IfRunning, usualIfRunning } from "./if-running.ts";
import { type PendingFinder, sayStuck } from "../lookup/pending.ts";

/** What is to become of one source: it is started, or one of it is running. */
export type PlannedStart =
  | { readonly kind: "start"; readonly source: Source }
  | {
      /** `leave`: the user wants neither to wait nor to watch. */
      readonly kind: IfRunning | "leave";
      readonly source: Source;
      readonly running: ListedTask;
    };

/** How it is decided. */
export interface PlanOptions {
  /** What `--if-running` says; undefined where it is not given. */
  readonly ifRunning: IfRunning | undefined;
  /** Whether there is a user to ask where it is not. */
  readonly isAsked: boolean;
}

/**
 * Looks for what runs, and decides what becomes of each source; nothing is started. What is running,
 * what is stuck and what is going to happen is said on stderr.
 *
 * @throws ApiError; an AbortError where a question is left
 */
export async function planStarts(
  sources: readonly Source[],
  start: Start,
  findPending: PendingFinder,
  options: PlanOptions,
  host: Host,
): Promise<readonly PlannedStart[]> {
  const ids = new Set(sources.map(({ id }) => id));
  const { running, stuck } = await findPending(({ sourceId = "" }) => ids.has(sourceId));
  const plans: PlannedStart[] = [];
  for (const source of sources) {
    const own = ({ sourceId }: ListedTask) => sourceId === source.id;
    for (const task of stuck.filter(own)) sayStuck(task, host, source.name);
    const already = running.find(own);
    if (already) {
      sayRunning(already, source.name, host);
      // oxlint-disable-next-line no-await-in-loop -- one question after the other
      const kind = await decide(start, already, options, host);
      sayDecision(kind, start, already, host);
      plans.push({ kind, source, running: already });
    } else {
      plans.push({ kind: "start", source });
    }
  }
  return plans;
}

async function decide(
  start: Start,
  running: ListedTask,
  { ifRunning, isAsked }: PlanOptions,
  host: Host,
): Promise<IfRunning | "leave"> {
  if (ifRunning !== undefined) return ifRunning;
  if (!isAsked) return usualIfRunning(start, running);
  const isMore = asksForMore(start, running);
  if (isMore && (await confirm("wait for its end, then start yours?", host))) return "wait";
  return (await confirm("watch it?", host)) ? "join" : "leave";
}

/** Says that one of a source is running: which, since when and by whom. */
function sayRunning(task: ListedTask, source: string, { stderr }: Pick<Host, "stderr">): void {
  const { id, launcher } = task;
  const ms = taskRunningMs(task);
  const since = ms === undefined ? "" : `, for ${duration(ms)}`;
  const by = launcher === undefined ? "" : `, started by ${launcher}`;
  stderr.write(`aggwatch: an aggregation of ${source} runs already${since}${by}: ${id}\n`);
}

function sayDecision(
  kind: IfRunning | "leave",
  start: Start,
  running: ListedTask,
  { stderr }: Host,
): void {
  if (kind === "wait") {
    stderr.write("aggwatch: waiting for it to end, then starting yours; Ctrl-C ends the wait\n");
  }
  if (kind === "join" && asksForMore(start, running)) {
    stderr.write(`aggwatch: watching that one; nothing is sent of ${demandsOf(start)}\n`);
  }
}
