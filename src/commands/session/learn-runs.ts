import { finishedAggregations } from "../../api/endpoints/finished-aggregations.ts";
import { isApiError } from "../../api/http/errors.ts";
import { retryOf } from "../../api/http/retry-rule.ts";
import type { Client } from "../../client/client.ts";
import type { SessionHistory } from "../../history/session.ts";
import { runOfTask } from "../../history/run-of-task.ts";
import type { Run } from "../../history/run.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Watch } from "../../watch/model/watch.ts";

/** Tells the history what a tenant knows of earlier runs, by one request for each source. */
export interface RunLearner {
  readonly isWanted: (watch: Watch) => boolean;
  readonly found: (id: string, sourceId: string) => void;
}

/**
 * Asks until the signal is aborted, a source after the other, in the lane that leaves polls their
 * part of the budget. A forecast does without what the tenant does not tell: failures are quiet,
 * and a tenant that refuses is not asked again.
 */
export function learnRuns(
  { apiFor, tenant: { host } }: Pick<Client, "apiFor" | "tenant">,
  history: Pick<SessionHistory, "isScarce" | "tell">,
  signal: AbortSignal,
): RunLearner & { readonly over: Promise<void> } {
  const api = apiFor(signal);
  const idsOf = new Map<string, Set<string>>();
  const known = new Map<string, readonly Run[]>();
  const waiting: string[] = [];
  let isRefused = false;
  let more = Promise.withResolvers<void>();

  async function ask(sourceId: string): Promise<void> {
    try {
      const tasks = await finishedAggregations(api, sourceId);
      const runs = tasks.flatMap((task) => runOfTask(task, host) ?? []);
      known.set(sourceId, runs);
      for (const id of idsOf.get(sourceId) ?? []) history.tell(id, runs);
    } catch (error) {
      if (!isApiError(error)) throw error;
      isRefused ||= retryOf(error) === "never";
    }
  }

  async function run(): Promise<void> {
    try {
      for (;;) {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          if (!isRefused) await ask(next);
        }
        more = Promise.withResolvers();
        await unlessAborted(more.promise, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  return {
    over: run(),
    isWanted: (watch) => !isRefused && history.isScarce(watch),
    found(id, sourceId) {
      const runs = known.get(sourceId);
      if (runs) return history.tell(id, runs);
      const ids = idsOf.get(sourceId);
      idsOf.set(sourceId, (ids ?? new Set()).add(id));
      if (!ids) waiting.push(sourceId);
      more.resolve();
    },
  };
}
