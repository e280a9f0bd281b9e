import type { Source } from "../../api/endpoints/source.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import { type ListedTask, taskById } from "../../api/endpoints/tasks.ts";
import type { ApiError } from "../../api/http/errors.ts";
import type { Client } from "../../client/client.ts";
import type { Host } from "../../process/host.ts";
import type { Clock } from "../../time/clock.ts";
import { kindOf, type WatchedId } from "../../watch/model/watch.ts";
import { createPendingFinder, sayStuck } from "../lookup/pending.ts";
import { failureLine } from "../tenant/look-up-failure.ts";
import { sendStart } from "./send-start.ts";

type OfTenant = Pick<WatchedId, "tenant" | "kind">;
type NamedSource = Pick<Source, "id" | "name">;

/**
 * The requests for another aggregation of a watched id's source and of its kind, to its tenant; they
 * throw ApiError.
 */
export interface SourceStarts {
  /** The task of an id, which names its source. */
  readonly taskOf: (
    watched: WatchedId,
    signal: AbortSignal,
  ) => Promise<Pick<TaskStatus, "sourceId" | "sourceName">>;
  readonly runningOf: (
    source: NamedSource,
    of: OfTenant,
    signal: AbortSignal,
  ) => Promise<ListedTask | undefined>;
  /** Starts one, once; returns its id. */
  readonly send: (source: NamedSource, of: OfTenant, signal: AbortSignal) => Promise<string>;
  /** Says on stderr, in full, why a source was not started. */
  readonly report: (error: ApiError, source: NamedSource, of: OfTenant) => Promise<void>;
}

/** They go the way of `aggwatch start`: through the client of the watch, and its budget. */
export function createSourceStarts(
  clientOf: (of: OfTenant) => Client,
  clock: Clock,
  host: Pick<Host, "stderr">,
): SourceStarts {
  // While a screen is up, the host holds these lines.
  const say = (line: string) => void host.stderr.write(`aggwatch: ${line}\n`);
  return {
    taskOf: (watched, signal) => taskById(clientOf(watched).apiFor(signal), watched.id),
    async runningOf({ id, name }, of, signal) {
      const api = clientOf(of).apiFor(signal);
      const sleep = (ms: number) => clock.sleep(ms, signal);
      const find = createPendingFinder({ api, sleep }, host, () => false, [kindOf(of)]);
      const { running, stuck } = await find(({ sourceId }) => sourceId === id);
      for (const task of stuck) sayStuck(task, host, name);
      return running[0];
    },
    async send(source, of, signal) {
      const api = clientOf(of).apiFor(signal);
      // Whether it needs a file is not known here; the tenant then refuses the start.
      const sent = { ...source, isDelimitedFile: false };
      const start = { kind: kindOf(of), disableOptimization: false };
      return (await sendStart(api, sent, start, say)).id;
    },
    async report(error, { name }, of) {
      const { line } = await failureLine(error, clientOf(of));
      say(`${name}: ${line}`);
    },
  };
}
