import type { EarlierRun } from "../watch/forecast/usual.ts";
import type { Run } from "./run.ts";

/**
 * What a run in the history tells a forecast. How the time divides among accounts and identities is
 * not kept, so a counter's time is known only where it was the only one.
 */
export function earlierRunOf(run: Run): EarlierRun {
  const { tookMs, collectingMs: readingMs, processingMs, totalAccounts, totalIdentities } = run;
  const accounts = counterOf(totalAccounts, totalIdentities, processingMs);
  const identities = counterOf(totalIdentities, totalAccounts, processingMs);
  return { tookMs, readingMs, accounts, identities };
}

function counterOf(total = 0, otherTotal = 0, tookMs = 0): EarlierRun["accounts"] {
  return total > 0 && otherTotal === 0 && tookMs > 0 ? { total, tookMs } : undefined;
}
