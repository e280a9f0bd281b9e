import { isApiError } from "../../api/http/errors.ts";
import { createRunningFinder } from "../../api/endpoints/running-aggregations.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import { taskById } from "../../api/endpoints/tasks.ts";
import type { Client } from "../../client/client.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import { until } from "../../watch/until.ts";

/** Each name costs a request, and more at once would delay those that the user asks for. */
const mostLookUps = 20;

/**
 * Names ids without a label after their sources, also ids added later, until the signal is aborted:
 * what is running by one list, the others by their tasks, after the first status requests. An id
 * without a known source stays as it is.
 */
export async function nameSources(
  watcher: Pick<Watcher, "snapshot" | "subscribe" | "name">,
  { apiFor }: Pick<Client, "apiFor">,
  tenant: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const api = apiFor(signal);
  const findRunning = createRunningFinder(api);
  const tried = new Set<string>();
  const nameless = () =>
    watcher
      .snapshot()
      // An ended one's task is asked for the verdict, and tells the name as well.
      .watches.filter((watch) => !knownEnding(watch))
      .filter((watch) => watch.label === undefined && watch.tenant === tenant);
  const untried = () => nameless().filter(({ id }) => !tried.has(id));

  function name(tasks: readonly TaskStatus[]): void {
    const names = new Map(tasks.map(({ id, sourceName }) => [id, sourceName]));
    for (const { id } of nameless()) {
      const label = names.get(id);
      if (label !== undefined) watcher.name(id, label);
    }
  }

  async function nameThose(ids: readonly string[]): Promise<void> {
    name(await findRunning());
    const left = nameless().filter(({ id }) => ids.includes(id));
    for (const { id } of left.slice(0, mostLookUps)) {
      name(await taskById(api, id).then((task) => [task], nothingIfUnknown));
    }
  }

  try {
    for (;;) {
      await until(watcher, () => untried().length > 0 && untried().every(isAsked), signal);
      const ids = untried().map(({ id }) => id);
      for (const id of ids) tried.add(id);
      await nameThose(ids).catch(passOver);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function isAsked({ lastAnswer, fault, missing }: Watch): boolean {
  return (lastAnswer ?? fault ?? missing) !== undefined;
}

function nothingIfUnknown(error: unknown): readonly TaskStatus[] {
  if (isApiError(error, "not found")) return [];
  throw error;
}

function passOver(error: unknown): void {
  if (!isApiError(error)) throw error;
}
