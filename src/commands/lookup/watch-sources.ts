import { isApiError } from "../../api/http/errors.ts";
import { nothingExitCode } from "../../exit/exit-code.ts";
import { duration } from "../../text/duration.ts";
import type { Client } from "../../client/client.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { Host } from "../../process/host.ts";
import { failureLine } from "../tenant/look-up-failure.ts";
import { findSourceRuns, idleText, type SourceRuns, watchedOf } from "./source-runs.ts";
import { createStartWait, type StartWait } from "./wait-for-start.ts";
import type { WatchExtras, WatchIdsOptions } from "../session/watch-ids.ts";

export interface SourceOptions extends Pick<WatchIdsOptions, "interval" | "heartbeat"> {
  /** Names or ids. */
  readonly source: readonly string[];
  readonly latest: boolean;
  readonly waitForStart?: number;
  readonly follow: boolean;
  readonly untilIdle: boolean;
  /** For how long nothing may have run, in milliseconds. */
  readonly idle?: number;
}

export interface WatchedSources {
  readonly ids: readonly WatchedId[];
  readonly watching: Pick<WatchExtras, "bring" | "besides">;
}

const usualHeartbeatMs = 60_000;

/**
 * Finds what is running of each source; with `--latest` what ran last, where none is; with
 * `--wait-for-start` waits for it where there is nothing else to watch, and else beside that. Says
 * on stderr what is not running, and what to do.
 */
export async function watchSources(
  { source, latest, follow, waitForStart: waitMs, interval, heartbeat }: SourceOptions,
  client: Client,
  host: Pick<Host, "clock" | "stderr">,
  hasOthers: boolean,
): Promise<WatchedSources> {
  // While a screen is up, the host holds these lines.
  const say = (line: string) => void host.stderr.write(`aggwatch: ${line}\n`);
  const runs = await findSourceRuns(source, client, host);
  const found = runs.flatMap((one) => watchedOf(one, latest));
  const idle = runs.filter((one) => watchedOf(one, latest).length === 0);
  for (const one of idle) say(idleText(one));
  const codes: number[] = [];
  let wait: StartWait | undefined;
  if (idle.length > 0 && waitMs !== undefined) {
    const heartbeatMs = heartbeat ?? usualHeartbeatMs;
    wait = createStartWait(idle, { ms: waitMs, intervalMs: interval, heartbeatMs, say }, host);
  } else if (idle.length > 0 && !follow) {
    say(hint(idle, latest));
  }
  const isAlone = found.length === 0 && !hasOthers && !follow;
  const begun = isAlone ? ((await wait?.next(client)) ?? []) : [];
  const stillIdle = () => wait?.left() ?? idle;
  const sayIdle = () => {
    if (waitMs === undefined || stillIdle().length === 0) return;
    const names = stillIdle().map((one) => one.source.name);
    say(`no aggregation of ${names.join(", ")} began within ${duration(waitMs)}`);
  };

  async function bring(watcher: Watcher, signal: AbortSignal): Promise<void> {
    const sleep = (ms: number) => host.clock.sleep(ms, signal);
    try {
      for (;;) {
        const more = (await wait?.next({ api: client.apiFor(signal), sleep })) ?? [];
        if (more.length === 0) break;
        watcher.add(more);
      }
      sayIdle();
    } catch (error) {
      if (signal.aborted) return;
      if (!isApiError(error)) throw error;
      const { code, line } = await failureLine(error, client);
      say(line);
      codes.push(code);
    }
  }

  const isMore = wait !== undefined && stillIdle().length > 0 && (!isAlone || begun.length > 0);
  if (isAlone && begun.length === 0) sayIdle();
  return {
    ids: [...found, ...begun],
    watching: {
      ...(isMore && { bring }),
      besides: ({ by }) => {
        // What counts is then what has ended; and what is followed is watched once it starts.
        if (by === "any" || by === "failFast" || follow || stillIdle().length === 0) return codes;
        return [...codes, nothingExitCode];
      },
    },
  };
}

function hint(idle: readonly SourceRuns[], isLatestWanted: boolean): string {
  const [first] = idle;
  const name = idle.length === 1 && first ? `"${first.source.name}"` : "SOURCE";
  const latest = isLatestWanted || idle.every((one) => !one.latest);
  return [
    ...(latest ? [] : ["--latest watches the latest and exits with its outcome"]),
    "--wait-for-start TIME waits for one to start",
    `aggwatch start ${name} starts one`,
  ].join("; ");
}
