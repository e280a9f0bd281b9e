import { type ListedTask, taskRunningMs } from "../../api/endpoints/tasks.ts";
import { duration } from "../../text/duration.ts";
import { canAnswer, confirm } from "../lookup/confirm.ts";
import type { Host } from "../../process/host.ts";
import { asksForMore, demandsOf, type IfRunning, usualIfRunning } from "./if-running.ts";
import type { RunningLook } from "./running-look.ts";
import { kindOfOrder, type StartOrder } from "./start-order.ts";
import type { StartWork } from "./start-work.ts";

/** What becomes of a start where one of its source runs, and which one that was. */
export interface Plan {
  readonly how:
    | IfRunning
    /** The user wants neither to wait nor to watch. */
    | "leave";
  readonly runningId: string;
}

/**
 * Decides what becomes of the orders of whose sources one is running, and starts nothing. Says on
 * stderr what is running. It throws ApiError, and an AbortError where a question is left.
 */
export async function planStarts(
  orders: readonly StartOrder[],
  look: Pick<RunningLook, "lately">,
  work: StartWork,
): Promise<ReadonlyMap<StartOrder, Plan>> {
  const plans = new Map<StartOrder, Plan>();
  for (const order of orders) {
    const running = await look.lately(order);
    if (!running) continue;
    // The question before has named it.
    if (!work.asksFirst) sayRunning(running, order, work.host);
    plans.set(order, { how: await decide(order, running, work), runningId: running.id });
  }
  return plans;
}

/** What happens where one is running and the user cannot be asked, or has said it before. */
export function decided(
  { start }: StartOrder,
  running: ListedTask,
  { options: { ifRunning } }: Pick<StartWork, "options">,
): IfRunning {
  return ifRunning ?? usualIfRunning(start, running);
}

async function decide(
  order: StartOrder,
  running: ListedTask,
  work: Pick<StartWork, "options" | "form" | "host" | "asksFirst">,
): Promise<Plan["how"]> {
  const { options, form, host, asksFirst } = work;
  const isAsked =
    options.ifRunning === undefined &&
    !asksFirst &&
    !options.yes &&
    options.watch &&
    (form === "tui" || form === "plain") &&
    canAnswer(host);
  if (!isAsked) return decided(order, running, work);
  const isMore = asksForMore(order.start, running);
  if (isMore && (await confirm("wait for its end, then start yours?", host))) return "wait";
  return (await confirm("watch it?", host)) ? "join" : "leave";
}

export function sayRunning(
  task: ListedTask,
  order: StartOrder,
  { stderr }: Pick<Host, "stderr">,
): void {
  const { id, launcher } = task;
  const ms = taskRunningMs(task);
  const known = [
    ms !== undefined && duration(ms),
    launcher !== undefined && `started by ${launcher}`,
  ].filter((text) => text !== false);
  const details = known.length === 0 ? "" : ` (${known.join(", ")})`;
  const { name } = order.source;
  const what = kindOfOrder(order) === "account" ? `${name} is` : `the entitlements of ${name} are`;
  stderr.write(`aggwatch: ${what} already being aggregated${details}: ${id}\n`);
}

export function sayDecision(
  how: Plan["how"],
  running: ListedTask,
  { start }: StartOrder,
  { stderr }: Pick<Host, "stderr">,
): void {
  if (how === "wait") {
    stderr.write("aggwatch: waiting for it to end, then starting yours; Ctrl-C ends the wait\n");
  }
  if (how === "join" && asksForMore(start, running)) {
    stderr.write(`aggwatch: watching that one; nothing is sent of ${demandsOf(start)}\n`);
  }
}
