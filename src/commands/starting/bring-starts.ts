import type { Source } from "../../api/endpoints/source.ts";
import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import type { Client } from "../../client/client.ts";
import { isRefusedAsRunning } from "./refused-as-running.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { Host } from "../../process/host.ts";
import { failureLine } from "../tenant/look-up-failure.ts";
import { stuckFinder } from "../lookup/pending.ts";
import { createRunningFinder } from "../../api/endpoints/running-aggregations.ts";
import { sendStart } from "./send-start.ts";
import { type StartInTurn, startInTurn } from "./start-in-turn.ts";
import type { WatchExtras } from "../session/watch-ids.ts";

/** What is started, and how. */
export interface BringOptions {
  readonly start: Start;
  readonly mayWait: boolean;
  readonly failFast: boolean;
  /** Whether a screen is up while it is watched, so that lines have to wait. */
  readonly isScreen: boolean;
  /** See `TurnDeps.started`. */
  readonly started: (source: Source, id: string, before: string) => boolean;
}

/** What a session of starts needs beside its ids, and what came of them. */
export interface BroughtStarts {
  readonly watching: Required<Pick<WatchExtras, "bring" | "counts" | "besides">>;
  /** Writes what had to wait for the screen to go. */
  readonly close: () => void;
  /** Those that were left before their turn came, once the session is over. */
  readonly left: () => readonly Source[];
  /** Whether one of them failed. */
  readonly hasFailed: () => boolean;
}

/** Left behind while something ran. */
const leftCode = 8;

/**
 * Sees starts through while what is running before them, and what has come of them, is watched.
 *
 * @param queue each source once
 */
export function bringStarts(
  queue: readonly StartInTurn[],
  client: Client,
  { start, mayWait, failFast, isScreen, started }: BringOptions,
  host: Pick<Host, "stderr" | "clock" | "lifetime">,
): BroughtStarts {
  const { clock, stderr } = host;
  const codes: number[] = [];
  const left: Source[] = [];
  const held: string[] = [];
  const write = (line: string) => void stderr.write(`aggwatch: ${line}\n`);
  const say = isScreen ? (line: string) => void held.push(line) : write;

  async function bring(watcher: Watcher, signal: AbortSignal): Promise<void> {
    const api = client.apiFor(signal);
    const findAll = createRunningFinder(api);
    const sort = stuckFinder(
      { api, sleep: (ms) => clock.sleep(ms, signal) },
      host,
      () => !isScreen,
    );
    const deps = {
      watcher,
      clock,
      mayWait,
      started,
      say,
      send: (source: Source) => sendStart(api, source, start, say),
      findRunning: async (source: Source, but: string) => {
        const others = (await findAll()).filter(
          ({ id, sourceId }) => sourceId === source.id && id !== but,
        );
        return (await sort(others)).running[0];
      },
    };
    await Promise.all(
      queue.map(async (turn) => {
        const fate = await startInTurn(turn, deps, signal);
        if (fate.kind === "left") {
          left.push(fate.source);
          codes.push(leftCode);
        }
        if (fate.kind === "failed") {
          const { code, line } = await failureLine(fate.error, client);
          say(`${fate.source.name}: ${line}`);
          codes.push(code);
          if (failFast) host.lifetime.leave({ by: "failFast" });
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
    close() {
      for (const line of held.splice(0)) write(line);
    },
    left: () => left,
    hasFailed: () => codes.some((code) => code !== leftCode),
  };
}
