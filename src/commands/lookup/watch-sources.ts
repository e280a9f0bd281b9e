import { isApiError } from "../../api/http/errors.ts";
import { type Departure, nothingExitCode } from "../../exit/exit-code.ts";
import { duration } from "../../text/duration.ts";
import type { Client } from "../../client/client.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { Host } from "../../process/host.ts";
import { failureLine } from "../tenant/look-up-failure.ts";
import { findSourceRuns, idleText, type SourceRuns } from "./source-runs.ts";
import { createStartWait, type StartWait } from "./wait-for-start.ts";
import type { WatchExtras, WatchIdsOptions } from "../session/watch-ids.ts";

/** What is wanted of sources. */
export interface SourceOptions extends Pick<WatchIdsOptions, "interval" | "heartbeat"> {
  /** Names or ids. */
  readonly source: readonly string[];
  /** Whether the latest aggregation will do where none is running. */
  readonly latest: boolean;
  /** How long to wait for one to start; milliseconds. */
  readonly waitForStart?: number;
  /** Whether whatever starts is watched anyway. */
  readonly follow: boolean;
}

/** Where they are watched. */
export interface SourceSession {
  readonly client: Client;
  readonly host: Pick<Host, "clock" | "stderr">;
  /** Whether other ids are watched as well. */
  readonly hasOthers: boolean;
  /** Whether a screen is up while they are, so that lines have to wait. */
  readonly isScreen: boolean;
}

/** What of sources is watched. */
export interface WatchedSources {
  readonly ids: readonly WatchedId[];
  readonly watching: Pick<WatchExtras, "bring" | "besides">;
  /** Writes what had to wait for the screen to go. */
  readonly close: () => void;
}

const usualHeartbeatMs = 60_000;

/**
 * Finds what is running of each source; with `--latest` what was last, where none is; with
 * `--wait-for-start` waits for it where there is nothing else to watch, and else beside that. What
 * is not there is said on stderr, and what to do.
 *
 * @throws UsageError for a name that is none; ApiError
 */
export async function watchSources(
  options: SourceOptions,
  session: SourceSession,
): Promise<WatchedSources> {
  const { client, host, hasOthers, isScreen } = session;
  const { follow, latest, waitForStart: waitMs } = options;
  const write = (line: string) => void host.stderr.write(`aggwatch: ${line}\n`);
  const held: string[] = [];
  const runs = await findSourceRuns(options.source, client, host);
  const found = runs.flatMap((one) => watchedOf(one, latest));
  const idle = runs.filter((one) => watchedOf(one, latest).length === 0);
  for (const one of idle) write(idleText(one));
  const codes: number[] = [];
  let isWaiting = false;
  let wait: StartWait | undefined;
  if (idle.length > 0 && waitMs !== undefined) {
    const { interval: intervalMs, heartbeat: heartbeatMs = usualHeartbeatMs } = options;
    const say = (line: string) => (isScreen && isWaiting ? held.push(line) : write(line));
    wait = createStartWait(idle, { ms: waitMs, intervalMs, heartbeatMs, say }, host);
  } else if (idle.length > 0 && !follow) {
    write(hint(idle, latest));
  }
  const isAlone = found.length === 0 && !hasOthers && !follow;
  const begun = isAlone ? ((await wait?.next(client)) ?? []) : [];
  isWaiting = true;
  const tellIdle = () => {
    if (waitMs === undefined || !wait || wait.left().length === 0) return;
    const names = wait.left().map(({ source }) => source.name);
    const line = `no aggregation of ${names.join(", ")} began within ${duration(waitMs)}`;
    if (isScreen && !isAlone) held.push(line);
    else write(line);
  };

  async function bring(watcher: Watcher, signal: AbortSignal): Promise<void> {
    const sleep = (ms: number) => host.clock.sleep(ms, signal);
    try {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- one wait after the other
        const more = (await wait?.next({ api: client.apiFor(signal), sleep })) ?? [];
        if (more.length === 0) break;
        watcher.add(more);
      }
      tellIdle();
    } catch (error) {
      if (signal.aborted) return;
      if (!isApiError(error)) throw error;
      const { code, line } = await failureLine(error, client);
      held.push(line);
      codes.push(code);
    }
  }

  const isMore = wait !== undefined && wait.left().length > 0 && (!isAlone || begun.length > 0);
  if (isAlone && begun.length === 0) tellIdle();
  const nothing = () => (wait ? wait.left() : idle).length > 0;
  return {
    ids: [...found, ...begun],
    watching: {
      ...(isMore && { bring }),
      besides: ({ by }: Departure) => {
        // What counts is then what has ended; and what is followed is watched once it starts.
        if (by === "any" || by === "failFast" || follow || !nothing()) return codes;
        return [...codes, nothingExitCode];
      },
    },
    close() {
      for (const line of held.splice(0)) write(line);
    },
  };
}

function watchedOf({ source, running, latest }: SourceRuns, isLatestWanted: boolean) {
  const task = running ?? (isLatestWanted ? latest : undefined);
  return task ? [{ id: task.id, label: source.name }] : [];
}

/** What there is to do instead. */
function hint(idle: readonly SourceRuns[], isLatestWanted: boolean): string {
  const [first] = idle;
  const name = idle.length === 1 && first ? `"${first.source.name}"` : "SOURCE";
  const latest = isLatestWanted || idle.every((one) => !one.latest);
  return [
    ...(latest ? [] : ["--latest takes the latest and exits with its outcome"]),
    "--wait-for-start TIME waits for one to start",
    `aggwatch start ${name} starts one`,
  ].join("; ");
}
