import { readFile } from "node:fs/promises";
import type { ScenarioName } from "../../src/simulator/scenarios/scenarios.ts";
import { randomOf } from "../../src/simulator/timeline/random.ts";
import { createWatcher, type Watcher } from "../../src/watch/watcher.ts";
import { inProcessTenant } from "../../test/support/in-process-tenant.ts";
import { type InventedClock, inventedClock } from "../../test/support/invented/clock.ts";
import { replaying } from "../../test/support/invented/recording.ts";
import type { Shown } from "./screen.ts";

/** A watch on an invented clock: the same moments look the same each time. */
export interface InventedWatch {
  readonly shown: Shown;
  /** Lets time pass until so many seconds after the begin of the watch. */
  readonly passTo: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Lives once more through a watch of the folder `recordings`. */
export async function openRecorded(name: string): Promise<InventedWatch> {
  const file = new URL(`../recordings/${name}.ndjson`, import.meta.url);
  const played = await replaying(await readFile(file), 1, "r1");
  if (!played) throw new Error(`no recording in ${file.pathname}`);
  const { replay, base } = played;
  const { clock, usuals } = replay;
  const watcher = { snapshot, subscribe: replay.subscribe };
  return begun(replay, { watcher, clock, userClock: base, usuals }, base);

  /** What was watched then, not its playback. */
  function snapshot() {
    const { playback: _, ...watched } = replay.snapshot();
    return watched;
  }
}

/** Watches simulated aggregations. */
export function openSimulated(scenarios: readonly ScenarioName[]): InventedWatch {
  const clock = inventedClock();
  const { tenant, ids } = inProcessTenant(scenarios, clock);
  const settings = { intervalMs: 14_000, stallAfterMs: undefined };
  const random = randomOf("pictures");
  const watcher = createWatcher(ids, settings, { tenant, clock, random });
  return begun(watcher, { watcher, clock, userClock: clock, usuals: new Map() }, clock);
}

function begun({ run }: Pick<Watcher, "run">, shown: Shown, clock: InventedClock): InventedWatch {
  const leave = new AbortController();
  const over = run(leave.signal).catch((error: unknown) => {
    if (!leave.signal.aborted) throw error;
  });
  return {
    shown,
    async passTo(seconds) {
      const end = seconds * 1000;
      // Second by second, as the screen does.
      while (clock.elapsed() < end) {
        await clock.advance(Math.min(1000, end - clock.elapsed()));
      }
    },
    close() {
      leave.abort();
      return over;
    },
  };
}
