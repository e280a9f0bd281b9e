import { NotFoundError } from "../../../src/api/http/errors.ts";
import type { Tenant } from "../../../src/api/tenant.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { recordWatch, type RecordingOutput } from "../../../src/recording/recorder.ts";
import { momentOf } from "../../../src/watch/model/moment.ts";
import type { Snapshot } from "../../../src/watch/model/snapshot.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer, identities } from "./answers.ts";
import { inventedClock } from "./clock.ts";

const total = 1_200_000;

/** The lines of such a watch, without their ends. */
export async function busyLines(ids: number, forMs: number): Promise<readonly string[]> {
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line), isStateDue: () => false };
  await busyRecording(ids, forMs, output);
  return lines;
}

/**
 * Records a watch of aggregations that all run the whole time and move at every answer, accounts
 * and identities both, which makes the longest lines.
 *
 * @param settled called every five seconds
 * @returns what was seen last
 */
export async function busyRecording(
  ids: number,
  forMs: number,
  output: RecordingOutput,
  settled: () => Promise<void> = async () => undefined,
): Promise<Snapshot> {
  const base = inventedClock();
  // Whole milliseconds, as in a real program.
  const clock = { ...base, elapsed: () => Math.floor(base.elapsed()) };
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
  const info = {
    program: "0.1.0",
    title: "acme",
    intervalMs: 5000,
    isStrict: false,
    madeFile: true,
  } as const;
  const now = () => momentOf(clock);
  const tape = recordWatch([watcher], watched, info, "k3fax", now, output);
  const leave = new AbortController();
  const run = watcher.run(leave.signal).catch((error: unknown) => error);
  for (let passedMs = 0; passedMs < forMs; passedMs += 5000) {
    await clock.advance(5000);
    await settled();
  }
  leave.abort();
  await run;
  tape.left({ by: "quit", exitCode: 8 });
  return watcher.snapshot();
}
