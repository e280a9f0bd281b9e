import { drawLogNormal, type Random } from "../../../src/simulator/timeline/random.ts";
import { delayed, drawStall } from "../traces/job.ts";
import { batchesFor } from "../traces/rhythm.ts";
import type { CounterStep, Job } from "../traces/trace.ts";
import { courses } from "./kinds.ts";
import type { Source, Work } from "./source.ts";

/** How the runs of a source differ: spreads of logarithms. */
const spreads = { size: 0.6, rate: 0.2, identities: 0.15, reading: 0.25, ratio: 0.25, tail: 0.3 };
/** A run in twelve has this many times more to do. */
const largerOften = 1 / 12;
const larger = 6;

export interface RunDiffers {
  /** How far runs differ; 0: all are the usual one, 2: twice as much as the spreads say. */
  readonly differ: number;
  /** This run takes so many times as long for the same. */
  readonly slower: number;
}

/** One run of a source, from its start. */
export function drawRun(random: Random, source: Source, { differ, slower }: RunDiffers): Job {
  const { kind, tailMs, readingMs } = source;
  const draw = (spread: number) => drawLogNormal(random, 1, differ * spread);
  const isLarger = random() < largerOften && differ > 0;
  const size = draw(spreads.size) * (isLarger ? larger : 1);
  const collectedAtMs = Math.round(readingMs * draw(spreads.reading));
  const rate = slower * draw(spreads.rate);
  const ratio = draw(spreads.ratio);
  const identitiesRate = slower * draw(spreads.identities);
  const tail = tailMs * draw(spreads.tail);
  if (kind.isUnchanged) {
    const none = { atMs: collectedAtMs, processed: 0, total: 0 };
    const completedAtMs = Math.round(collectedAtMs + tail);
    return { collectedAtMs, completedAtMs, accounts: [none], identities: [], stall: undefined };
  }
  const steady = drawSteps(random, source, scaled(source.accounts, size, rate), collectedAtMs);
  const stall = kind.stall && drawStall(random, kind.stall, steady, source.accounts.lengthMs);
  const accounts = stall ? delayed(steady, stall) : steady;
  const identities = source.identities
    ? identitiesOf(
        random,
        source,
        scaled(source.identities, size * ratio, identitiesRate),
        accounts,
      )
    : [];
  const lastAtMs = Math.max(accounts.at(-1)?.atMs ?? 0, identities.at(-1)?.atMs ?? 0);
  const completedAtMs = Math.round(lastAtMs + tail);
  return { collectedAtMs, completedAtMs, accounts, identities, stall };
}

function scaled({ total, lengthMs }: Work, size: number, slower: number): Work {
  const scaledTotal = Math.max(3, Math.round(total * size));
  return { total: scaledTotal, lengthMs: (lengthMs * scaledTotal * slower) / total };
}

/** The first step is the one at which nothing is done. */
function drawSteps(
  random: Random,
  { kind, rhythm }: Source,
  { total, lengthMs }: Work,
  beginMs: number,
): readonly CounterStep[] {
  const batches = batchesFor(random, rhythm, courses[kind.course], lengthMs);
  return [
    { atMs: beginMs, processed: 0, total },
    ...batches.map(({ atMs, share }) => ({
      atMs: beginMs + atMs,
      processed: Math.round(total * share),
      total,
    })),
  ];
}

function identitiesOf(
  random: Random,
  source: Source,
  work: Work,
  accounts: readonly CounterStep[],
): readonly CounterStep[] {
  const [first] = accounts;
  const collectedAtMs = first?.atMs ?? 0;
  const least = (first?.total ?? 0) * (source.identities?.beginShare ?? 1);
  const beginMs = accounts.find(({ processed }) => processed >= least)?.atMs ?? collectedAtMs;
  const steps = drawSteps(random, source, work, beginMs);
  const isKnown = source.kind.identities !== "afterUnknown";
  return [{ atMs: collectedAtMs, processed: 0, total: isKnown ? work.total : 0 }, ...steps];
}
