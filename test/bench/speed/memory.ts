import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { NotFoundError } from "../../../src/api/http/errors.ts";
import type { Tenant } from "../../../src/api/tenant.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import type { Measured } from "./measured.ts";

const hour = 3_600_000;
const hours = 12;
const total = 1_000_000;

/** What a watch keeps in memory after hours, beside what it kept after the first. */
export async function measureMemory(): Promise<Measured> {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const clock = inventedClock();
  const start = clock.elapsed();
  const tenant: Tenant = {
    host: "acme.api.identitynow.com",
    version: "v2024",
    budgetKey: "bench",
    hasReadyToken: false,
    ready: async () => undefined,
    signIn: () => Promise.resolve({ accessToken: "token", expiresInMs: 43_200_000 }),
    ask: () => Promise.reject(new NotFoundError("")),
    status: () => {
      const processed = Math.floor((clock.elapsed() - start) / 1000);
      return Promise.resolve(answer("ACCOUNTS_COLLECTED", accounts(processed, total)));
    },
  };
  const ids = Array.from({ length: 4 }, (__, index) => ({ id: `id-${index}`, label: undefined }));
  const options = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, options, { tenant, clock, random: () => 0 });
  const leave = new AbortController();
  const run = watcher.run(leave.signal).catch((error: unknown) => error);
  const used = async () => {
    // What is only held weakly goes a turn later.
    for (let times = 0; times < 3; times += 1) {
      collectGarbage();
      await setImmediate();
    }
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  await clock.advance(hour);
  const first = await used();
  await clock.advance((hours - 1) * hour);
  const last = await used();
  leave.abort();
  await run;
  return {
    what: `memory after ${hours} hours of a watch`,
    ours: last,
    reference: "after the first hour",
    theirs: first,
    unit: "MiB",
  };
}
