import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Measured } from "./measured.ts";
import { median } from "./support/statistics.ts";
import { watchWorking } from "./support/working-watch.ts";

const hourMs = 3_600_000;
const few = 20;
const many = 1000;
/** What is kept of an id is full after three hours of new totals each minute. */
const full = { ids: 100, intervalMs: 60_000, fromHours: 4, toHours: 16 } as const;
const mostKib = 8;
/** More than the noise of a ratio of CPU times. */
const mostCpuRatio = 1.2;
const mostGrowth = 1.1;
const rounds = 9;
/** Of invented time. Few ids use up the budget as well, so both have as many polls in a round. */
const roundMs = 200_000;

/**
 * What the core keeps of an id and what an input costs it: client, budget and watcher in invented
 * time, without a network, a screen and a recording.
 */
export async function measureCore(): Promise<readonly Measured[]> {
  const collectGarbage = exposedGc();
  // Code, and what it remembers of types, belongs to no id.
  await (await watchWorking(few, hourMs)).end();
  const baseKib = await heapKib(collectGarbage);
  const perId = await kibPerId(collectGarbage, baseKib);
  return [perId, await growth(collectGarbage, baseKib), await cpuPerInput()];
}

async function kibPerId(collectGarbage: () => void, baseKib: number): Promise<Measured> {
  const watch = await watchWorking(many, hourMs);
  const after = await heapKib(collectGarbage);
  await watch.end();
  return {
    what: "core: live heap per id, 1,000 ids after an hour",
    ours: (after - baseKib) / many,
    unit: "KiB",
    reference: "",
    theirs: 0,
    wanted: { of: "ours", atMost: mostKib },
  };
}

async function growth(collectGarbage: () => void, baseKib: number): Promise<Measured> {
  const { ids, intervalMs, fromHours, toHours } = full;
  const watch = await watchWorking(ids, fromHours * hourMs, intervalMs);
  const early = await heapKib(collectGarbage);
  await watch.clock.advance((toHours - fromHours) * hourMs);
  const late = await heapKib(collectGarbage);
  await watch.end();
  return {
    what: `core: live heap per id, ${ids} ids after ${toHours} hours`,
    ours: (late - baseKib) / ids,
    unit: "KiB",
    reference: `after ${fromHours} hours`,
    theirs: (early - baseKib) / ids,
    wanted: { of: "ratio", atMost: mostGrowth },
  };
}

async function cpuPerInput(): Promise<Measured> {
  const [small, large] = [await watchWorking(few, hourMs), await watchWorking(many, hourMs)];
  const ofFew: number[] = [];
  const ofMany: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ofFew.push(await usPerInput(small));
    ofMany.push(await usPerInput(large));
  }
  await small.end();
  await large.end();
  return {
    what: "core: CPU per input, 1,000 ids",
    ours: median(ofMany),
    unit: "µs",
    reference: `${few} ids`,
    theirs: median(ofFew),
    wanted: { of: "ratio", atMost: mostCpuRatio },
  };
}

type CoreWatch = Awaited<ReturnType<typeof watchWorking>>;

async function usPerInput({ clock, inputs }: CoreWatch): Promise<number> {
  const [inputsBefore, before] = [inputs(), process.cpuUsage()];
  await clock.advance(roundMs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (inputs() - inputsBefore);
}

async function heapKib(collectGarbage: () => void): Promise<number> {
  // What is only held weakly goes a turn later.
  for (let times = 0; times < 4; times += 1) {
    collectGarbage();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024;
}

function exposedGc(): () => void {
  setFlagsFromString("--expose-gc");
  // Code that is no longer needed would go at some time, and be taken for what ids have left.
  setFlagsFromString("--no-flush-bytecode");
  return runInNewContext("gc") as () => void;
}
