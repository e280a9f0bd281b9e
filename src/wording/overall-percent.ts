import { remembered } from "../system/remembered.ts";
import { percentDone } from "../text/count.ts";
import { accountsOf, identitiesOf, type Progress } from "../watch/forecast/progress.ts";
import type { Watch } from "../watch/model/watch.ts";

/**
 * How much of all ids with totals is done, in whole percent under 100 until all have ended: accounts,
 * or identities where no account changed. An ended id is done, however far it came. Undefined while
 * no running id has a total, since the ended ones say nothing about the rest.
 */
export function overallPercent(watches: readonly Watch[]): number | undefined {
  const live = watches.filter(({ ending }) => !ending);
  if (watches.length > 0 && live.length === 0) return 100;
  if (live.every((watch) => !shareOf(watch))) return undefined;
  const shares = watches.flatMap((watch) => shareOf(watch) ?? []);
  const sum = (of: (share: Progress) => number) =>
    shares.reduce((total, share) => total + of(share), 0);
  return percentDone(
    sum(({ processed }) => processed),
    sum(({ total }) => total),
  );
}

/** Processed beyond the total does not make up for another id. */
const shareOf: (watch: Watch) => Progress | undefined = remembered(({ counters, ending }) => {
  const parts = [accountsOf(counters), identitiesOf(counters)];
  const shown = parts.find((part) => part && part.total > 0);
  if (!shown) return undefined;
  const { processed, total } = shown;
  return { processed: ending ? total : Math.min(processed, total), total };
});
