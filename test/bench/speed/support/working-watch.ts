import type { Counters } from "../../../../src/api/endpoints/counters.ts";
import { NotFoundError } from "../../../../src/api/http/errors.ts";
import type { Tenant } from "../../../../src/api/tenant.ts";
import { createWatcher } from "../../../../src/watch/watcher.ts";
import { answer } from "../../../support/invented/answers.ts";
import { type InventedClock, inventedClock } from "../../../support/invented/clock.ts";
import { idOf } from "./ids.ts";

/** A watch in invented time that has gone on for so long, of ids that all run and move. */
export async function watchWorking(ids: number, forMs: number, intervalMs = 5000) {
  const clock = inventedClock();
  const start = clock.now();
  const tenant: Tenant = {
    host: "acme.api.identitynow.com",
    version: "v2024",
    budgetKey: "bench",
    hasReadyToken: true,
    ready: async () => undefined,
    signIn: () => Promise.resolve({ accessToken: "token", expiresInMs: undefined }),
    ask: () => Promise.reject(new NotFoundError("")),
    status: (id) => {
      const times = { start, answeredAt: clock.now() };
      return Promise.resolve(answer("ACCOUNTS_COLLECTED", countersOf(id, clock), times));
    },
  };
  const watched = Array.from({ length: ids }, (_, index) => ({
    id: idOf(index),
    label: `Source ${index}`,
  }));
  const settings = { intervalMs, stallAfterMs: undefined };
  const watcher = createWatcher(watched, settings, { tenant, clock, random: () => 0.5 });
  let inputs = 0;
  watcher.onInput(() => {
    inputs += 1;
  });
  const leave = new AbortController();
  const run = watcher.run(leave.signal).catch((error: unknown) => error);
  await clock.advance(forMs);
  return {
    clock,
    watcher,
    inputs: () => inputs,
    async end() {
      leave.abort();
      await run;
    },
  };
}

/** New counts in each answer, and a total that moves each minute. */
function countersOf(id: string, clock: InventedClock): Partial<Counters> {
  const elapsed = clock.elapsed();
  const processed = Math.floor((elapsed + (elapsed % 7001)) / 1000) + Number(id.endsWith("0"));
  return {
    totalAccounts: 1_000_000 + Math.floor(elapsed / 60_000),
    processedAccounts: processed,
    totalIdentities: 2_000_000,
    processedIdentities: 3 * processed,
  };
}
