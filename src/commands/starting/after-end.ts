import type { Ending } from "../../watch/model/ending.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { isRefusedAsRunning } from "./refused-as-running.ts";

/** How far a start has come. */
export interface Tries {
  /** How often it was sent since its last retry; 0 where another's aggregation was joined. */
  readonly starts: number;
  readonly retries: number;
}

export interface TryRules {
  /** Whether another aggregation of the source is waited for; else it is only reported. */
  readonly mayWait: boolean;
  readonly mostRetries: number;
}

/** The tenant lets a start fail where another one had begun before it. */
const mostStarts = 3;

/**
 * What follows the end of an aggregation: it is the outcome; or the tenant did not do the start,
 * which is sent again; or what went wrong may pass, which is tried again. Pure.
 */
export function afterEnd(
  watch: Pick<Watch, "phases" | "kind"> & { readonly ending: Ending },
  { starts, retries }: Tries,
  { mayWait, mostRetries }: TryRules,
): "over" | "startAgain" | "retry" {
  if (isRefusedAsRunning(watch.ending)) {
    return mayWait && starts < mostStarts ? "startAgain" : "over";
  }
  return retries < mostRetries && mayPass(watch) ? "retry" : "over";
}

/** A TEMP_ERROR, or the virtual appliance's lost contact: TERMINATED, which follows RETRIED. */
function mayPass({ ending, phases, kind }: Parameters<typeof afterEnd>[0]): boolean {
  const verdict = "verdict" in ending ? ending.verdict : undefined;
  if (verdict?.kind === "TEMP_ERROR") return true;
  if (ending.kind !== "TERMINATED") return false;
  // A task's TERMINATED alone may also mean that a user stopped it.
  const isStatus = kind === undefined && ending.taskEndedAt === undefined;
  return isStatus || phases.some(({ status }) => status === "RETRIED");
}
