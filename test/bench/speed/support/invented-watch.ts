import { admit, type Arrivals } from "../../../../src/simulator/gateway/limiter.ts";
import { createWatcher, type LiveWatcher } from "../../../../src/watch/watcher.ts";
import { accounts, answer } from "../../../support/invented/answers.ts";
import { type InventedClock, inventedClock } from "../../../support/invented/clock.ts";
import { inventedTenant, type Seen } from "../../../support/invented/tenant.ts";
import { idOf } from "./ids.ts";

export interface InventedWatch {
  readonly clock: InventedClock;
  readonly watcher: LiveWatcher;
  /** Every status request, oldest first. */
  readonly seen: readonly Seen[];
  /** How many of them a tenant's limiter would have refused. */
  readonly refused: () => number;
  readonly end: () => Promise<void>;
}

/** The real client, budget and watcher in invented time, of a tenant that answers at once. */
export function watchInvented(ids: number): InventedWatch {
  const clock = inventedClock();
  const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));
  const { seen, ...tenant } = inventedTenant(clock, { status: () => running });
  const watched = Array.from({ length: ids }, (_, index) => ({
    id: idOf(index),
    label: undefined,
  }));
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(watched, settings, { tenant, clock, random: () => 0.5 });
  const leave = new AbortController();
  const run = watcher.run(leave.signal).catch((error: unknown) => error);
  return {
    clock,
    watcher,
    seen,
    refused: () => refusedOf(seen),
    async end() {
      leave.abort();
      await run;
    },
  };
}

function refusedOf(seen: readonly Seen[]): number {
  let arrivals: Arrivals = [];
  let refused = 0;
  for (const { at } of seen) {
    const admission = admit(arrivals, at);
    arrivals = admission.arrivals;
    if (admission.retryAfterS !== undefined) refused += 1;
  }
  return refused;
}
