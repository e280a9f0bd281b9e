import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { isApiError } from "../../api/http/errors.ts";
import { createRunningFinder } from "../../api/endpoints/running-aggregations.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import { taskById } from "../../api/endpoints/tasks.ts";
import type { Client } from "../../client/client.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { RunLearner } from "./learn-runs.ts";
import { until } from "../../watch/until.ts";

/** Each name costs a request, and more at once would delay those that the user asks for. */
const mostLookUps = 20;

const noRuns: RunLearner = { isWanted: () => false, found: () => undefined };

/**
 * Names ids without a label after their sources, and finds the sources of those whose earlier runs
 * are wanted, also of ids added later, until the signal is aborted: what is running by one list, the
 * others by their tasks, after the first status requests. An id without a known source stays as it
 * is.
 */
export async function nameSources(
  watcher: Pick<Watcher, "snapshot" | "watchOf" | "onEvent" | "name">,
  { apiFor }: Pick<Client, "apiFor">,
  tenant: string | undefined,
  signal: AbortSignal,
  { isWanted, found }: RunLearner = noRuns,
): Promise<void> {
  const api = apiFor(signal);
  const findRunning = createRunningFinder(api, aggregationKinds);
  const tried = new Set<string>();
  /** The ids that are not tried yet, by whether their first status request is over. */
  const unasked = new Set<string>();
  const asked = new Set<string>();

  function isOurs(watch: Watch | undefined): boolean {
    // Of an ended one, the verdict check brings the name as well.
    return watch !== undefined && watch.tenant === tenant && !knownEnding(watch);
  }

  function isNameless(watch: Watch | undefined): boolean {
    return isOurs(watch) && watch?.label === undefined;
  }

  function isSourceless(id: string): boolean {
    const watch = watcher.watchOf(id);
    if (!watch || !isOurs(watch)) return false;
    return watch.label === undefined || (watch.sourceId === undefined && isWanted(watch));
  }

  function isOpen(watch: Watch): boolean {
    return isOurs(watch) && (watch.label === undefined || isWanted(watch));
  }

  function follow({ id }: Pick<Watch, "id">): void {
    unasked.delete(id);
    asked.delete(id);
    const watch = watcher.watchOf(id);
    if (watch && isOpen(watch) && !tried.has(id)) (isAsked(watch) ? asked : unasked).add(id);
  }

  function name(tasks: readonly TaskStatus[]): void {
    for (const { id, kind, sourceName: label, sourceId } of tasks) {
      const watch = watcher.watchOf(id);
      // The list tells the sources of labeled ids as well.
      const isNewSource = isNameless(watch) || (isOurs(watch) && watch?.sourceId !== sourceId);
      const isTold = isNewSource && (label !== undefined || sourceId !== undefined);
      const isNewKind = kind === "entitlement" && isOurs(watch) && watch?.kind !== kind;
      if (isTold || isNewKind) watcher.name(id, { label, sourceId, kind });
    }
  }

  function find(ids: readonly string[]): void {
    for (const id of ids) {
      const watch = watcher.watchOf(id);
      if (!watch || watch.sourceId === undefined) continue;
      if (isOurs(watch) && isWanted(watch)) found(id, watch.sourceId);
    }
  }

  async function nameThose(ids: readonly string[]): Promise<void> {
    name(await findRunning());
    for (const id of ids.filter(isSourceless).slice(0, mostLookUps)) {
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
      const ids = [...asked];
      asked.clear();
      for (const id of ids) tried.add(id);
      find(ids);
      const sourceless = ids.filter(isSourceless);
      if (sourceless.length === 0) continue;
      await nameThose(sourceless).catch(passOver);
      find(sourceless);
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
