import { isSaid, type Run } from "./run.ts";

/**
 * The runs without duplicates, in the same order. An aggregation watched twice, in two terminals or
 * again after its end, is one run: the record that knows most counts, the earliest of equals.
 */
export function distinctRuns(runs: readonly Run[]): readonly Run[] {
  const best = new Map<string, Run>();
  for (const run of runs) {
    const key = JSON.stringify([run.tenant, run.id]);
    const other = best.get(key);
    if (!other || knowledge(run) > knowledge(other)) best.set(key, run);
  }
  const chosen = new Set(best.values());
  return runs.filter((run) => chosen.has(run));
}

function knowledge({ ending, source, ...run }: Run): number {
  const { tookMs, collectingMs, processingMs, accountsMs, identitiesMs, tailMs } = run;
  const durations = [tookMs, collectingMs, processingMs, accountsMs, identitiesMs, tailMs];
  const known = durations.filter((ms) => ms !== undefined).length;
  return (isSaid[ending] ? 16 : 0) + (source === undefined ? 0 : 8) + known;
}
