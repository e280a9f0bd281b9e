import { inventedClock } from "../../support/invented/clock.ts";
import type { Measured } from "./measured.ts";
import { fixedIntervalLoop } from "./references/fixed-interval-loop.ts";
import { idOf } from "./support/ids.ts";
import { watchInvented } from "./support/invented-watch.ts";
import { mean } from "./support/statistics.ts";

/** Requests a second: half of what a tenant lets through. */
const budget = 5;
const intervalMs = 5000;

/** How old what is shown is on average, in invented time, and whether a limiter would mind. */
export async function measureAge(): Promise<readonly Measured[]> {
  const rows: Measured[] = [];
  for (const ids of [20, 100, 1000]) {
    const roundMs = Math.max(intervalMs, (1000 * ids) / budget);
    const ours = await ageOfOurs(ids, roundMs);
    rows.push(
      {
        what: `mean age of data, ${ids.toLocaleString("en-US")} ids`,
        ours: ours.ageMs / 1000,
        unit: "s",
        reference: `a loop with rounds of ${roundMs / 1000} s`,
        theirs: (await ageOfLoop(ids, roundMs)) / 1000,
        wanted: { of: "ratio", atMost: 1.05 },
      },
      {
        what: `requests a limiter would refuse, ${ids.toLocaleString("en-US")} ids`,
        ours: ours.refused,
        unit: "",
        reference: "",
        theirs: 1,
        wanted: { of: "ours", atMost: 0 },
      },
    );
  }
  return rows;
}

interface Asked {
  readonly id: string;
  readonly at: number;
}

async function ageOfOurs(ids: number, roundMs: number) {
  const { clock, seen, refused, end } = watchInvented(ids);
  await clock.advance(settledRounds * roundMs + countedRounds * roundMs);
  await end();
  return { ageMs: meanAge(seen, ids, roundMs), refused: refused() };
}

async function ageOfLoop(ids: number, roundMs: number): Promise<number> {
  const clock = inventedClock();
  const asked: Asked[] = [];
  const leave = new AbortController();
  const loop = fixedIntervalLoop(
    Array.from({ length: ids }, (_, index) => idOf(index)),
    roundMs,
    clock,
    (id) => asked.push({ id, at: clock.elapsed() }),
    leave.signal,
  ).catch(() => undefined);
  await clock.advance(settledRounds * roundMs + countedRounds * roundMs);
  leave.abort();
  await loop;
  return meanAge(asked, ids, roundMs);
}

const settledRounds = 2;
const countedRounds = 4;

/** Over all ids and every moment of the rounds that count; answers come at once. */
function meanAge(asked: readonly Asked[], ids: number, roundMs: number): number {
  const from = settledRounds * roundMs;
  const to = from + countedRounds * roundMs;
  const times = Map.groupBy(asked, ({ id }) => id);
  const ages = Array.from({ length: ids }, (_, index) => {
    const at = (times.get(idOf(index)) ?? []).map((one) => one.at);
    // Between two answers the age rises from nothing to the gap.
    const sums = [...at, to].map((next, turn, all) => {
      const last = all[turn - 1] ?? 0;
      const [start, end] = [Math.max(from, last) - last, Math.max(from, Math.min(to, next)) - last];
      return (Math.max(start, end) ** 2 - start ** 2) / 2;
    });
    return sums.reduce((sum, one) => sum + one, 0) / (to - from);
  });
  return mean(ages);
}
