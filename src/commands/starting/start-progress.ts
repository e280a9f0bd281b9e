import { isApiError } from "../../api/http/errors.ts";
import type { Source } from "../../api/endpoints/source.ts";
import type { Client } from "../../client/client.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Host } from "../../process/host.ts";
import { failureLine } from "../tenant/look-up-failure.ts";
import type { Outcome } from "../../exit/outcome.ts";
import type { PlannedStart } from "./plan-starts.ts";

/** What has come of a run of `aggwatch start` so far. */
export interface StartProgress {
  readonly watches: Watch[];
  /** The exit codes of what is not the outcome of an id. */
  readonly codes: number[];
  /** What has not been started, in turn. */
  left: readonly Source[];
  /** Whether something could not be started, so that nothing more is. */
  hasFailed: boolean;
  hasWatched: boolean;
}

/** Not started, since one was running. */
const refusedCode = 1;

/** Nothing has been started yet. */
export function newProgress(sources: readonly Source[]): StartProgress {
  return { watches: [], codes: [], left: sources, hasFailed: false, hasWatched: false };
}

/** Whether more is started. */
export function isGoingOn({ hasFailed }: StartProgress, { lifetime }: Host): boolean {
  return !hasFailed && !lifetime.signal.aborted;
}

/** Nothing more is started where one is running and the user wants none of that. */
export function refuseRunning(plans: readonly PlannedStart[], progress: StartProgress): boolean {
  const isRefused = plans.some(({ kind }) => kind === "fail");
  if (isRefused) progress.codes.push(refusedCode);
  progress.hasFailed ||= isRefused;
  return isRefused;
}

/** What has been watched by then counts, whatever fails after it. */
export async function takeFailure(
  error: unknown,
  client: Client,
  host: Host,
  progress: StartProgress,
): Promise<void> {
  if (host.lifetime.signal.aborted) return;
  if (!isApiError(error)) throw error;
  const { code, line } = await failureLine(error, client);
  host.stderr.write(`aggwatch: ${line}\n`);
  progress.codes.push(code);
  progress.hasFailed = true;
}

/** What the command came to. */
export function startOutcome(
  { watches, codes, hasFailed, hasWatched }: StartProgress,
  isStrict: boolean,
  host: Host,
): Outcome {
  const departure = host.lifetime.departure();
  const isFailure = hasFailed && departure.by === "ends";
  return {
    departure,
    watches,
    isStrict,
    besides: codes,
    ...(hasWatched && { clock: host.clock }),
    ...(isFailure && { leftBy: { by: "failure" } }),
  };
}

/** Names on stderr what is not started any more. */
export function sayNotStarted(sources: readonly Source[], { stderr }: Pick<Host, "stderr">): void {
  if (sources.length === 0) return;
  stderr.write(`aggwatch: not started: ${sources.map(({ name }) => name).join(", ")}\n`);
}
