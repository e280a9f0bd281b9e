import { percentDone } from "../text/count.ts";
import { accountsOf, identitiesOf, type Progress } from "../watch/forecast/progress.ts";
import type { Watch } from "../watch/model/watch.ts";

/**
 * How much of all ids with totals is done: accounts, or identities where no account changed. What
 * has ended is done, however far it came.
 *
 * @returns whole percent, under 100 until all have ended; undefined while no id that runs has a
 *   total, since those that have ended say nothing of the rest
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

/** An id that has more processed than it has in total does not make up for another. */
function shareOf({ counters, ending }: Watch): Progress | undefined {
  const parts = [accountsOf(counters), identitiesOf(counters)];
  const shown = parts.find((part) => part && part.total > 0);
  if (!shown) return undefined;
  const { processed, total } = shown;
  return { processed: ending ? total : Math.min(processed, total), total };
}
