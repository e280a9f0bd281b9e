import type { Source } from "../../api/endpoints/source.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Host } from "../../process/host.ts";
import type { PlannedStart } from "./plan-starts.ts";

/** What has come of a run so far. */
export interface StartProgress {
  readonly watches: Watch[];
  /** Of what is not the outcome of an id. */
  readonly codes: number[];
  /** What has not been started, in turn. */
  left: readonly Source[];
  /** Then nothing more is started. */
  hasFailed: boolean;
  hasWatched: boolean;
}

/** Left behind while something was running. */
export const leftCode = 8;
/** Not started, since one was running. */
const refusedCode = 1;

export function isGoingOn({ hasFailed }: StartProgress, { lifetime }: Host): boolean {
  return !hasFailed && !lifetime.signal.aborted;
}

/** Starts nothing more where `--if-running fail` has found one running. */
export function refuseRunning(plans: readonly PlannedStart[], progress: StartProgress): boolean {
  const isRefused = plans.some(({ kind }) => kind === "fail");
  if (isRefused) progress.codes.push(refusedCode);
  progress.hasFailed ||= isRefused;
  return isRefused;
}

export function sayNotStarted(sources: readonly Source[], { stderr }: Pick<Host, "stderr">): void {
  if (sources.length === 0) return;
  stderr.write(`aggwatch: not started: ${sources.map(({ name }) => name).join(", ")}\n`);
}
