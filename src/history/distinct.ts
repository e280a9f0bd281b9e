import { isSaid, type Run } from "./run.ts";

/**
 * One aggregation watched twice, in two terminals or again after its end, is one run: the record
 * that knows most of it is taken, the earliest of equals.
 *
 * @returns in the order given
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

/** A number that is greater, the more a record knows: how it ended, of which source, how long. */
function knowledge({ ending, source, tookMs, collectingMs, processingMs }: Run): number {
  const known = [tookMs, collectingMs, processingMs].filter((ms) => ms !== undefined).length;
  return (isSaid[ending] ? 8 : 0) + (source === undefined ? 0 : 4) + known;
}
