import type { StartWork } from "./start-work.ts";
import type { Source } from "../../api/endpoints/source.ts";
import { type ListedTask, taskRunningMs } from "../../api/endpoints/tasks.ts";
import { duration } from "../../text/duration.ts";
import { canAnswer, confirm } from "../lookup/confirm.ts";
import type { Host } from "../../process/host.ts";
import { asksForMore, demandsOf, type IfRunning, usualIfRunning } from "./if-running.ts";
import { createPendingFinder, sayStuck } from "../lookup/pending.ts";

export type PlannedStart =
  | { readonly kind: "start"; readonly source: Source }
  | {
      /** `leave`: the user wants neither to wait nor to watch. */
      readonly kind: IfRunning | "leave";
      readonly source: Source;
      readonly running: ListedTask;
    };

/**
 * Decides what becomes of each source, and starts nothing. Says on stderr what is running, what is
 * stuck and what will happen. It throws ApiError, and an AbortError where a question is left.
 */
export async function planStarts(
  sources: readonly Source[],
  work: StartWork,
): Promise<readonly PlannedStart[]> {
  const { client, host } = work;
  const ids = new Set(sources.map(({ id }) => id));
  const find = createPendingFinder(client, host);
  const { running, stuck } = await find(({ sourceId = "" }) => ids.has(sourceId));
  const plans: PlannedStart[] = [];
  for (const source of sources) {
    const own = ({ sourceId }: ListedTask) => sourceId === source.id;
    for (const task of stuck.filter(own)) sayStuck(task, host, source.name);
    const already = running.find(own);
    if (already) {
      sayRunning(already, source.name, host);
      const kind = await decide(already, work);
      sayDecision(kind, already, work);
      plans.push({ kind, source, running: already });
    } else {
      plans.push({ kind: "start", source });
    }
  }
  return plans;
}

async function decide(
  running: ListedTask,
  { start, options: { ifRunning, watch }, form, host }: StartWork,
): Promise<IfRunning | "leave"> {
  if (ifRunning !== undefined) return ifRunning;
  const isAsked = watch && (form === "tui" || form === "plain") && canAnswer(host);
  if (!isAsked) return usualIfRunning(start, running);
  const isMore = asksForMore(start, running);
  if (isMore && (await confirm("wait for its end, then start yours?", host))) return "wait";
  return (await confirm("watch it?", host)) ? "join" : "leave";
}

function sayRunning(task: ListedTask, source: string, { stderr }: Host): void {
  const { id, launcher } = task;
  const ms = taskRunningMs(task);
  const since = ms === undefined ? "" : `, for ${duration(ms)}`;
  const by = launcher === undefined ? "" : `, started by ${launcher}`;
  stderr.write(`aggwatch: an aggregation of ${source} runs already${since}${by}: ${id}\n`);
}

function sayDecision(
  kind: IfRunning | "leave",
  running: ListedTask,
  { start, host: { stderr } }: StartWork,
): void {
  if (kind === "wait") {
    stderr.write("aggwatch: waiting for it to end, then starting yours; Ctrl-C ends the wait\n");
  }
  if (kind === "join" && asksForMore(start, running)) {
    stderr.write(`aggwatch: watching that one; nothing is sent of ${demandsOf(start)}\n`);
  }
}
