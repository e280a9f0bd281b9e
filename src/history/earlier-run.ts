import type { EarlierCounter, EarlierRun, Quarters } from "../watch/forecast/usual.ts";
import type { Run } from "./run.ts";

/**
 * What a run in the history tells a forecast. Runs that earlier versions kept do not tell how the time
 * divides among accounts and identities: there a counter's time is known where it was the only one.
 */
export function earlierRunOf(run: Run): EarlierRun {
  const { tookMs, collectingMs: readingMs, processingMs } = run;
  const { totalAccounts = 0, totalIdentities = 0, beginShare, tailMs, longestGapMs } = run;
  const accountsMs = run.accountsMs ?? (totalIdentities === 0 ? processingMs : undefined);
  const identitiesMs = run.identitiesMs ?? (totalAccounts === 0 ? processingMs : undefined);
  return {
    tookMs,
    readingMs,
    accounts: counterOf(totalAccounts, accountsMs, run.accountsQuarters),
    identities: counterOf(totalIdentities, identitiesMs, run.identitiesQuarters),
    beginShare,
    tailMs,
    longestGapMs,
  };
}

function counterOf(
  total: number,
  tookMs = 0,
  quarters: Quarters | undefined,
): EarlierCounter | undefined {
  return total > 0 && tookMs > 0 ? { total, tookMs, quarters } : undefined;
}
