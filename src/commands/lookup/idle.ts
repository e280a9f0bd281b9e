import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { createRecentFinder } from "../../api/endpoints/recent-aggregations.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Client } from "../../client/client.ts";
import type { Clock } from "../../time/clock.ts";

/** Says when nothing has run for long enough. */
export interface IdleRule {
  /**
   * Takes whether a look has found nothing. Returns how long that has to last, in milliseconds, 0
   * once it has been long enough; undefined where something runs, or that is unknown. It throws
   * ApiError.
   */
  readonly looked: (isQuiet: boolean) => Promise<number | undefined>;
}

/** @param newest the ids of the last runs, ended or not: what is new among them has run meanwhile */
export function createIdleRule(
  idleMs: number,
  newest: () => Promise<ReadonlySet<string>>,
  clock: Pick<Clock, "elapsed">,
): IdleRule {
  let quiet: { readonly since: number; readonly known: ReadonlySet<string> } | undefined;

  async function quietFrom(ids: Promise<ReadonlySet<string>>) {
    const known = await ids;
    return { since: clock.elapsed(), known };
  }

  return {
    async looked(isQuiet) {
      const before = quiet;
      // Unless all is well, the time starts over.
      quiet = undefined;
      if (!isQuiet) return undefined;
      if (idleMs === 0) return 0;
      const now = before ?? (await quietFrom(newest()));
      quiet = now;
      const leftMs = now.since + idleMs - clock.elapsed();
      if (leftMs > 0) return leftMs;
      quiet = undefined;
      const ids = await newest();
      const hasRun = [...ids].some((id) => !now.known.has(id));
      quiet = hasRun ? await quietFrom(Promise.resolve(ids)) : now;
      return hasRun ? idleMs : 0;
    },
  };
}

/** More than begin between two looks. */
const mostNewest = 50;

/** Finds the ids of the newest runs of a tenant that are wanted. */
export function newestFinder(
  { api }: Pick<Client, "api">,
  isWanted: (task: ListedTask) => boolean = () => true,
): () => Promise<ReadonlySet<string>> {
  const find = createRecentFinder(api, undefined, mostNewest, aggregationKinds);
  return async () => new Set((await find()).filter(isWanted).map(({ id }) => id));
}
