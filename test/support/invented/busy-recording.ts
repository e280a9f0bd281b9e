import { NotFoundError } from "../../../src/api/http/errors.ts";
import type { Tenant } from "../../../src/api/tenant.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { recordWatch } from "../../../src/recording/recorder.ts";
import { momentOf } from "../../../src/watch/model/moment.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer, identities } from "./answers.ts";
import { inventedClock } from "./clock.ts";

const total = 1_200_000;

/**
 * Records a watch of aggregations that all run the whole time and move at every answer, accounts
 * and identities both, which makes the longest lines.
 *
 * @returns the lines, without their ends
 */
export async function busyRecording(ids: number, forMs: number): Promise<readonly string[]> {
  const clock = inventedClock();
  const latency = randomOf("latency");
  const tenant: Tenant = {
    host: "acme.api.identitynow.com",
    version: "v2024",
    budgetKey: "busy",
    hasReadyToken: false,
    ready: async () => undefined,
    signIn: async () => ({ accessToken: "token", expiresInMs: 43_200_000 }),
    ask: () => Promise.reject(new NotFoundError("")),
    async status(_, __, signal) {
      const start = Date.parse("2026-11-23T13:40:12.345Z");
      const dated = { start, answeredAt: Math.floor((clock.now() + 40) / 1000) * 1000 };
      await clock.sleep(Math.floor(60 + latency() * 240), signal);
      const done = Math.floor(clock.elapsed() / 80);
      const counters = { ...accounts(done, total), ...identities(Math.floor(done / 2), total) };
      return answer("ACCOUNTS_COLLECTED", counters, dated);
    },
  };
  const watched = Array.from({ length: ids }, (_, index) => ({
    id: (index + 1).toString(16).padStart(32, "0"),
    label: `Workday HR ${index}`,
  }));
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(watched, settings, { tenant, clock, random: () => 0.5 });
  const lines: string[] = [];
  const info = {
    program: "0.1.0",
    title: "acme",
    intervalMs: 5000,
    isStrict: false,
    madeFile: true,
  } as const;
  const now = () => momentOf(clock);
  const tape = recordWatch([watcher], watched, info, "k3fax", now, (line) => lines.push(line));
  const leave = new AbortController();
  const run = watcher.run(leave.signal).catch((error: unknown) => error);
  await clock.advance(forMs);
  leave.abort();
  await run;
  tape.left({ by: "quit", exitCode: 8 });
  return lines;
}
