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
  watcher: Pick<Watcher, "snapshot" | "watchOf" | "onEvent" | "name">,
  { apiFor }: Pick<Client, "apiFor">,
  tenant: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const api = apiFor(signal);
  const findRunning = createRunningFinder(api);
  const tried = new Set<string>();
  /** The nameless ids that are not tried yet, by whether their first status request is over. */
  const unasked = new Set<string>();
  const asked = new Set<string>();

  function isOurs(watch: Watch | undefined): boolean {
    // An ended one's task is asked for the verdict, and tells the name as well.
    return watch !== undefined && watch.tenant === tenant && !knownEnding(watch);
  }

  function isNameless(watch: Watch | undefined): boolean {
    return isOurs(watch) && watch?.label === undefined;
  }

  function follow({ id }: Pick<Watch, "id">): void {
    unasked.delete(id);
    asked.delete(id);
    const watch = watcher.watchOf(id);
    if (watch && isNameless(watch) && !tried.has(id)) (isAsked(watch) ? asked : unasked).add(id);
  }

  function name(tasks: readonly TaskStatus[]): void {
    for (const { id, sourceName: label, sourceId } of tasks) {
      const watch = watcher.watchOf(id);
      // The list tells the sources of labeled ids as well.
      const isNew = isNameless(watch) || (isOurs(watch) && watch?.sourceId !== sourceId);
      if (isNew && (label !== undefined || sourceId !== undefined)) {
        watcher.name(id, { label, sourceId });
      }
    }
  }

  async function nameThose(ids: readonly string[]): Promise<void> {
    name(await findRunning());
    const left = ids.filter((id) => isNameless(watcher.watchOf(id)));
    for (const id of left.slice(0, mostLookUps)) {
      name(await taskById(api, id).then((task) => [task], nothingIfUnknown));
    }
  }

  for (const watch of watcher.snapshot().watches) follow(watch);
  const stopFollowing = watcher.onEvent(({ watch }) => {
    if (watch) follow(watch);
  });
  const events = { subscribe: (listener: () => void) => watcher.onEvent(listener) };
  try {
    for (;;) {
      await until(events, () => asked.size > 0 && unasked.size === 0, signal);
      const ids = [...asked].filter((id) => isNameless(watcher.watchOf(id)));
      asked.clear();
      for (const id of ids) tried.add(id);
      if (ids.length > 0) await nameThose(ids).catch(passOver);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopFollowing();
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
