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
    accounts: counterOf(totalAccounts, accountsMs, run.accountsQuarters) ?? guessedOf(run),
    identities: counterOf(totalIdentities, identitiesMs, run.identitiesQuarters),
    beginShare,
    tailMs,
    longestGapMs,
  };
}

/** Of the time of a run, so much is spent on its accounts, where nothing else is known. */
const accountsPart = 0.75;

/** Of a run whose phases were not seen. */
function guessedOf(run: Run): EarlierCounter | undefined {
  const { tookMs = 0, collectingMs, processingMs, totalAccounts = 0 } = run;
  if ((collectingMs ?? processingMs) !== undefined) return undefined;
  if (totalAccounts === 0 || tookMs === 0) return undefined;
  return { total: totalAccounts, tookMs: accountsPart * tookMs, isGuess: true };
}

function counterOf(
  total: number,
  tookMs = 0,
  quarters: Quarters | undefined,
): EarlierCounter | undefined {
  return total > 0 && tookMs > 0 ? { total, tookMs, quarters } : undefined;
}
