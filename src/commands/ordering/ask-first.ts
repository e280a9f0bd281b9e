import type { NotStarted } from "../../exit/outcome.ts";
import { taskRunningMs } from "../../api/endpoints/tasks.ts";
import { UsageError } from "../../system/usage-error.ts";
import { padEnd, width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { kindLooks } from "../../wording/kinds.ts";
import { canAnswer, confirm } from "../lookup/confirm.ts";
import { decided } from "../starting/plan-starts.ts";
import type { RunningLook } from "../starting/running-look.ts";
import { chainOf, kindOfOrder, type StartOrder } from "../starting/start-order.ts";
import type { StartWork } from "../starting/start-work.ts";

/**
 * Lists what would be started on stderr, with what runs already, and asks. Without a terminal to
 * answer on, throws UsageError with that list.
 */
export async function mayStart(
  orders: readonly StartOrder[],
  leftOut: readonly NotStarted[],
  look: Pick<RunningLook, "lately">,
  work: StartWork,
): Promise<boolean> {
  const { host } = work;
  const lines = await linesOf(orders, leftOut, look, work);
  const sources = orders.length === 1 ? "1 source" : `${orders.length} sources`;
  const what = `${readOf(orders)}${sources}`;
  if (!canAnswer(host)) {
    const all = [`this starts ${what}; add --yes if that is meant:`, ...lines];
    throw new UsageError(all.join("\n"));
  }
  for (const line of [`aggwatch: this starts ${what}:`, ...lines]) host.stderr.write(`${line}\n`);
  return confirm(`start ${what}?`, host, "no");
}

/** What is read of them, where that is more than accounts. */
function readOf([order]: readonly StartOrder[]): string {
  const kinds = order ? chainOf(order).map(kindOfOrder) : [];
  if (!kinds.includes("entitlement")) return "";
  return `the ${kinds.map((kind) => kindLooks[kind].plural).join(", then the ")} of `;
}

async function linesOf(
  orders: readonly StartOrder[],
  leftOut: readonly NotStarted[],
  look: Pick<RunningLook, "lately">,
  work: StartWork,
): Promise<readonly string[]> {
  const notes: { name: string; note: string }[] = [];
  for (const order of orders) {
    const { name, trouble } = order.source;
    const running = await look.lately(order);
    const ms = running && taskRunningMs(running);
    const since = ms === undefined ? "" : ` (${duration(ms)})`;
    const already = running && `running already${since}: ${words[decided(order, running, work)]}`;
    const unreachable = trouble === undefined ? undefined : `may be unreachable (${trouble})`;
    notes.push({ name, note: [already, unreachable].filter(Boolean).join("; ") });
  }
  for (const { name, reason } of leftOut) notes.push({ name, note: `not started, ${reason}` });
  const columns = Math.max(...notes.map(({ name }) => width(name)));
  return notes.map(({ name, note }) => `  ${padEnd(name, columns)}  ${note}`.trimEnd());
}

const words = {
  join: "that one is watched",
  wait: "waited for, then started",
  fail: "nothing is started (--if-running fail)",
} as const;
