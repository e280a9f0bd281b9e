import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Client } from "../../client/client.ts";
import type { Host } from "../../process/host.ts";
import { createPendingFinder, sayStuck } from "../lookup/pending.ts";
import { chainOf, kindOfOrder, type StartOrder } from "./start-order.ts";

type Wanted = Pick<StartOrder, "source" | "start">;

/** Finds what runs of a source, of the kind that is to be started, which the tenant lists for all sources at once; throws ApiError. */
export interface RunningLook {
  /** As listed within the last seconds; of a source whose start is seen through that may be old. */
  readonly lately: (order: Wanted) => Promise<ListedTask | undefined>;
  /** As listed now, but for one that is known to be over. */
  readonly now: (order: Wanted, but: string) => Promise<ListedTask | undefined>;
}

/** Fifty starts take ten seconds. */
const freshMs = 10_000;

/** Names on stderr, once, what is stuck of the sources. */
export function createRunningLook(
  { apiFor }: Pick<Client, "apiFor">,
  orders: readonly StartOrder[],
  { clock, stderr }: Pick<Host, "clock" | "stderr">,
  maySay: () => boolean,
  signal: AbortSignal,
): RunningLook {
  const sleep = (ms: number) => clock.sleep(ms, signal);
  const kinds = [...new Set(orders.flatMap(chainOf).map(kindOfOrder))];
  const find = createPendingFinder({ api: apiFor(signal), sleep }, { stderr }, maySay, kinds);
  const names = new Map(orders.map(({ source: { id, name } }) => [id, name]));
  const said = new Set<string>();
  let listed: { readonly at: number; readonly tasks: readonly ListedTask[] } | undefined;

  async function list(): Promise<readonly ListedTask[]> {
    const { running, stuck } = await find(({ sourceId = "" }) => names.has(sourceId));
    for (const task of stuck.filter(({ id }) => !said.has(id))) {
      said.add(task.id);
      sayStuck(task, { stderr }, names.get(task.sourceId ?? ""));
    }
    listed = { at: clock.elapsed(), tasks: running };
    return running;
  }

  return {
    async lately(order) {
      const isFresh = listed && clock.elapsed() - listed.at < freshMs;
      const tasks = isFresh && listed ? listed.tasks : await list();
      return tasks.find((task) => isOf(task, order));
    },
    now: async (order, but) => (await list()).find((task) => isOf(task, order) && task.id !== but),
  };
}

function isOf({ sourceId, kind = "account" }: ListedTask, order: Wanted): boolean {
  return sourceId === order.source.id && kind === kindOfOrder(order);
}
