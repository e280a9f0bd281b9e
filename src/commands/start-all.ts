import {
  ApiError,
  NoAnswerError,
  RefusedError,
  TransientError,
  UnnamedTaskError,
} from "../api/errors.ts";
import { createRunningFinder } from "../api/running-aggregations.ts";
import type { Source } from "../api/source.ts";
import { startAggregation, type StartOptions as Start } from "../api/start.ts";
import { type ListedTask, runningMs } from "../api/tasks.ts";
import { duration } from "../text/duration.ts";
import type { Client } from "../watch/client.ts";
import type { WatchedId } from "../watch/watch.ts";
import { askYes, canAnswer } from "./ask-yes.ts";
import type { Host } from "./host.ts";
import type { OutputForm } from "./output-form.ts";
import type { TimeLimit } from "./time-limit.ts";

/** An aggregation that runs now, by the name of its source. */
export interface Started extends WatchedId {
  readonly label: string;
  readonly sourceId: string;
  /** Whether it had been started before. */
  readonly ranAlready: boolean;
}

/** What becomes of what is started. */
export interface StartedUse {
  /** Whether it is watched. */
  readonly watch: boolean;
  readonly form: OutputForm;
  /** After which nobody is waited for. */
  readonly limit: TimeLimit | undefined;
}

/**
 * Starts an aggregation of each source, one after the other. Where one runs already, the user is
 * asked whether that is to be watched if there is one to answer; else it is, and that is said.
 *
 * @param started is told of each as soon as it runs: whatever becomes of the others, it does
 * @throws ApiError; what has been started by then, and is not watched, has been said on stderr
 */
export async function startAll(
  sources: readonly Source[],
  start: Start,
  { api }: Client,
  { watch: watches, form, limit }: StartedUse,
  host: Host,
  started: (one: Started) => void,
): Promise<void> {
  const { stderr } = host;
  const isForPeople = form === "tui" || form === "plain";
  const isAsked = watches && isForPeople && canAnswer(host);
  const unwatched: string[] = [];
  try {
    const running = await createRunningFinder(api)();
    for (const { id: sourceId, name: label } of sources) {
      const already = running.find((task) => task.sourceId === sourceId);
      if (already) {
        sayRunning(already, label, host);
        // oxlint-disable-next-line no-await-in-loop -- one question after the other
        if (!isAsked || (await askYes("watch it?", host, limit))) {
          started({ id: already.id, label, sourceId, ranAlready: true });
        }
      } else {
        // oxlint-disable-next-line no-await-in-loop -- look-ups go one after the other
        const task = await startAggregation(api, sourceId, start).catch((error: unknown) => {
          // Given up by a signal or a time limit, which have their own exit codes.
          if (!(error instanceof ApiError)) stderr.write(`aggwatch: ${mayHaveStarted(label)}\n`);
          throw withFileHint(maybeStarted(error, label), start.file !== undefined);
        });
        unwatched.push(`${label} (${task.id})`);
        started({ id: task.id, label, sourceId, ranAlready: false });
      }
    }
  } catch (error) {
    if (watches && unwatched.length > 0) {
      stderr.write(`aggwatch: running, and not watched: ${unwatched.join(", ")}\n`);
    }
    throw error;
  }
}

function sayRunning(task: ListedTask, source: string, { stderr }: Host): void {
  const { id, launcher } = task;
  const ms = runningMs(task);
  const since = ms === undefined ? "" : `, for ${duration(ms)}`;
  const by = launcher === undefined ? "" : `, started by ${launcher}`;
  stderr.write(`aggwatch: an aggregation of ${source} runs already${since}${by}: ${id}\n`);
}

/** What the tenant says of a source whose accounts come in a file does not name the file. */
function withFileHint(error: unknown, hasFile: boolean): unknown {
  if (hasFile || !(error instanceof RefusedError) || error.status !== 400) return error;
  const text = `${error.message} (a delimited-file source takes --file accounts.csv)`;
  return new RefusedError(error.status, text.trim(), error.requestId);
}

/** One may run after all, where no answer came or the answer does not tell its id. */
function maybeStarted(error: unknown, source: string): unknown {
  if (error instanceof UnnamedTaskError) {
    const text = `an aggregation of ${source} was started, but the answer names no task`;
    return new UnnamedTaskError(`${text}: aggwatch list tells its id`, error.requestId);
  }
  if (!(error instanceof TransientError)) return error;
  return new NoAnswerError(`${error.message}; ${mayHaveStarted(source)}`, error.requestId);
}

function mayHaveStarted(source: string): string {
  return `an aggregation of ${source} may have started: aggwatch list tells`;
}
