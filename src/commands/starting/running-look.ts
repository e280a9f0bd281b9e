import type { Source } from "../../api/endpoints/source.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Client } from "../../client/client.ts";
import type { Host } from "../../process/host.ts";
import { createPendingFinder, sayStuck } from "../lookup/pending.ts";

/** Finds what runs of a source, which the tenant lists for all sources at once; throws ApiError. */
export interface RunningLook {
  /** As listed within the last seconds; of a source whose start is seen through that may be old. */
  readonly lately: (source: Source) => Promise<ListedTask | undefined>;
  /** As listed now, but for one that is known to be over. */
  readonly now: (source: Source, but: string) => Promise<ListedTask | undefined>;
}

/** Fifty starts take ten seconds. */
const freshMs = 10_000;

/** Names on stderr, once, what is stuck of the sources. */
export function createRunningLook(
  { apiFor }: Pick<Client, "apiFor">,
  sources: readonly Source[],
  { clock, stderr }: Pick<Host, "clock" | "stderr">,
  maySay: () => boolean,
  signal: AbortSignal,
): RunningLook {
  const sleep = (ms: number) => clock.sleep(ms, signal);
  const find = createPendingFinder({ api: apiFor(signal), sleep }, { stderr }, maySay);
  const names = new Map(sources.map(({ id, name }) => [id, name]));
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
    async lately({ id }) {
      const isFresh = listed && clock.elapsed() - listed.at < freshMs;
      const tasks = isFresh && listed ? listed.tasks : await list();
      return tasks.find(({ sourceId }) => sourceId === id);
    },
    now: async ({ id: wanted }, but) =>
      (await list()).find(({ id, sourceId }) => sourceId === wanted && id !== but),
  };
}
