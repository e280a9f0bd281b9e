import { type ApiError, isApiError } from "../../api/http/errors.ts";
import { taskRunningMs } from "../../api/endpoints/tasks.ts";
import { duration } from "../../text/duration.ts";
import type { ScreenStore } from "../../ui/view/store.ts";
import type { StartQuestion } from "../../ui/view/start-question.ts";
import type { WatchCommands } from "../../watch/commands.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { kindOf, ofKind, type Watch, type WatchedId } from "../../watch/model/watch.ts";
import { kindLooks } from "../../wording/kinds.ts";
import { tenantName } from "../../wording/watch-name.ts";
import { failedStartText, notStartedText } from "./not-started-text.ts";
import type { SourceStarts } from "./source-starts.ts";

export interface StartingDeps {
  readonly watcher: Pick<WatchFeed, "snapshot" | "watchOf"> & Partial<Pick<WatchCommands, "add">>;
  readonly screen: Pick<ScreenStore, "notice" | "askStart">;
  readonly starts: SourceStarts;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** Starts more aggregations of watched sources; the screen says what comes of it. */
export interface Starter {
  /** Looks up the source of an id that has ended, and asks whether to start another. */
  readonly ask: (id: string) => Promise<void>;
  /** Starts what was asked about, and watches it, or what runs already. */
  readonly start: (question: StartQuestion) => Promise<void>;
  /** Waits for the starts under way; returns whether there were any. */
  readonly settled: () => Promise<boolean>;
}

export function createStarter({ watcher, screen, starts, signal }: StartingDeps): Starter {
  const underWay = new Map<string, Promise<void>>();

  /** The tenant runs one of a source at a time, and its lists may be late. */
  function isBusy(question: StartQuestion): boolean {
    const { source, like } = question;
    const isOfSource = ({ sourceId, tenant, kind }: Watch) =>
      sourceId === source.id && tenant === like.tenant && kind === like.kind;
    const { watches } = watcher.snapshot();
    const isWatched = watches.some((watch) => isOfSource(watch) && !knownEnding(watch));
    return isWatched || underWay.has(keyOf(question));
  }

  async function ask(id: string): Promise<void> {
    const like = watcher.watchOf(id);
    if (!like) return;
    if (!knownEnding(like)) return screen.notice("not started: this one has not ended yet");
    screen.notice("looking up the source");
    try {
      const task = await starts.taskOf(like, signal);
      const sourceId = task.sourceId ?? like.sourceId;
      if (sourceId === undefined) return screen.notice("not started: its task has no source");
      const source = { id: sourceId, name: task.sourceName ?? like.label ?? sourceId };
      const client = clientOf(watcher.snapshot(), like);
      const question = { like, source, tenantName: client.tenant ?? tenantName(client.host) };
      if (isBusy(question)) return screen.notice(runningText(question));
      screen.askStart(question);
    } catch (error) {
      if (signal.aborted) return;
      if (!isApiError(error)) throw error;
      screen.notice(notStartedText(error));
    }
  }

  async function startOne({ like, source }: StartQuestion): Promise<void> {
    const { label = source.name, tenant, kind } = like;
    const watch = (id: string) => {
      const ofTenant = tenant !== undefined && { tenant };
      const watched: WatchedId = { id, label, sourceId: source.id, ...ofTenant, ...ofKind(kind) };
      watcher.add?.([watched]);
    };
    let textOf: (error: ApiError) => string = notStartedText;
    try {
      const running = await starts.runningOf(source, like, signal);
      if (running) {
        const ms = taskRunningMs(running);
        const since = ms === undefined ? "" : ` (${duration(ms)})`;
        watch(running.id);
        return screen.notice(`already running${since}, now watched: ${source.name}`);
      }
      textOf = (error) => failedStartText(error, kindOf(like));
      watch(await starts.send(source, like, signal));
      screen.notice(`started another ${kindLooks[kindOf(like)].noun} of ${source.name}`);
    } catch (error) {
      if (signal.aborted) return;
      if (!isApiError(error)) throw error;
      screen.notice(textOf(error));
      await starts.report(error, source, like);
    }
  }

  return {
    ask,
    async start(question) {
      if (isBusy(question)) return screen.notice(runningText(question));
      const key = keyOf(question);
      const work = startOne(question).finally(() => underWay.delete(key));
      underWay.set(key, work);
      await work;
    },
    async settled() {
      const all = [...underWay.values()];
      await Promise.allSettled(all);
      return all.length > 0;
    },
  };
}

/** The ids of sources differ within a tenant. */
function keyOf({ source, like: { tenant, kind } }: StartQuestion): string {
  return JSON.stringify([tenant, source.id, kind]);
}

function runningText({ source }: StartQuestion): string {
  return `not started: already running: ${source.name}`;
}
