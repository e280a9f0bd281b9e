import type { StartWork } from "./start-work.ts";
import type { Source } from "../../api/endpoints/source.ts";
import { isRefusedAsRunning } from "./refused-as-running.ts";
import type { Watcher } from "../../watch/watcher.ts";
import { failureLine } from "../tenant/look-up-failure.ts";
import { createPendingFinder } from "../lookup/pending.ts";
import { reportStarted } from "./report-started.ts";
import { sendStart } from "./send-start.ts";
import { type StartInTurn, startInTurn } from "./start-in-turn.ts";
import { leftCode } from "./start-progress.ts";
import type { WatchExtras } from "../session/watch-ids.ts";

export interface BroughtStarts {
  readonly watching: Required<Pick<WatchExtras, "bring" | "counts" | "besides">>;
  readonly left: readonly Source[];
  readonly hasFailed: () => boolean;
}

/** Sees the starts of a queue through while they, and what is running before them, are watched. */
export function bringStarts(
  queue: readonly StartInTurn[],
  work: StartWork,
  mayWait: boolean,
): BroughtStarts {
  const { start, client, options, form, host } = work;
  const codes: number[] = [];
  const left: Source[] = [];
  // While a screen is up, the host holds these lines.
  const say = (line: string) => void host.stderr.write(`aggwatch: ${line}\n`);

  async function bring(watcher: Watcher, signal: AbortSignal): Promise<void> {
    const api = client.apiFor(signal);
    const sleep = (ms: number) => host.clock.sleep(ms, signal);
    const isScreen = options.watch && form === "tui";
    const find = createPendingFinder({ api, sleep }, host, () => !isScreen);
    const deps = {
      watcher,
      mayWait,
      sleep,
      say,
      send: (source: Source) => sendStart(api, source, start, say),
      findRunning: async ({ id: wanted }: Source, but: string) => {
        const { running } = await find(({ id, sourceId }) => sourceId === wanted && id !== but);
        return running[0];
      },
      started: ({ id: sourceId, name: label }: Source, id: string, waitedFor: string) => {
        if (!options.watch) {
          reportStarted({ id, label, sourceId, ranAlready: false }, waitedFor, work);
        }
        return options.watch;
      },
    };
    await Promise.all(
      queue.map(async (turn) => {
        const fate = await startInTurn(turn, deps, signal);
        if (fate === "left") {
          left.push(turn.source);
          codes.push(leftCode);
        } else if (fate !== "started") {
          const { code, line } = await failureLine(fate, client);
          say(`${turn.source.name}: ${line}`);
          codes.push(code);
          if (options.failFast) host.lifetime.leave({ by: "failFast" });
        }
      }),
    );
  }

  return {
    watching: {
      bring,
      counts: ({ isAwaited }, ending) => !isAwaited && !(mayWait && isRefusedAsRunning(ending)),
      besides: () => codes,
    },
    left,
    hasFailed: () => codes.some((code) => code !== leftCode),
  };
}
