/*
 * Makes the recordings that tests replay, on the simulated tenant and an invented clock: the same
 * bytes again, whenever it runs.
 *
 *   npm run recordings
 */
import { mkdir, writeFile } from "node:fs/promises";
import { exitCode } from "../src/exit/exit-code.ts";
import { recordWatch } from "../src/recording/recorder.ts";
import { randomOf } from "../src/simulator/timeline/random.ts";
import type { ScenarioName } from "../src/simulator/scenarios/scenarios.ts";
import { momentOf } from "../src/watch/model/moment.ts";
import { createWatcher } from "../src/watch/watcher.ts";
import { inProcessTenant } from "../test/support/in-process-tenant.ts";
import { inventedClock } from "../test/support/invented/clock.ts";
import { passing } from "../test/support/invented/recording.ts";

/** Records one watch until all has ended. */
async function recorded(scenarios: readonly ScenarioName[], intervalMs: number) {
  const clock = inventedClock(Date.parse("2026-11-23T14:00:00Z"));
  const { tenant, ids } = inProcessTenant(scenarios, clock);
  const settings = { intervalMs, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { tenant, clock, random: randomOf("recordings") });
  const lines: string[] = [];
  const facts = { program: "0.1.0", title: "acme", intervalMs, isStrict: false };
  const now = () => momentOf(clock);
  const write = (line: string) => void lines.push(`${line}\n`);
  const recording = recordWatch([watcher], ids, facts, "r1", now, {
    write,
    isStateDue: () => false,
  });
  await passing(clock, watcher.run(new AbortController().signal));
  const endings = watcher.snapshot().watches.map(({ ending }) => ending);
  recording.left({ by: "ends", exitCode: exitCode({ by: "ends" }, endings, false) });
  return lines;
}

const folder = new URL("recordings/", import.meta.url);
await mkdir(folder, { recursive: true });

const four = await recorded(["normal", "stall", "limiter", "errors"], 14_000);
await writeFile(new URL("four.ndjson", folder), four.join(""));

// As a process leaves it that is killed while it writes.
const two = await recorded(["normal", "reset"], 30_000);
const most = two.slice(0, Math.floor(two.length * 0.6)).join("");
await writeFile(new URL("cut-off.ndjson", folder), most.slice(0, -60));
