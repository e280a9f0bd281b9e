import { drawLogNormal, type Random } from "../../../src/simulator/timeline/random.ts";
import { type Batch, batchesFor, type Rate } from "./rhythm.ts";
import { drawBetween, type Shape } from "./shapes.ts";
import type { CounterStep, Job, Span } from "./trace.ts";

/** STARTED, before there are counters. */
const collectingMs = [15_000, 60_000] as const;
/** So many changes a second; small and big sources differ much. */
export const medianPerSecond = 8;
export const perSecondSpread = 0.8;
const steady: Rate = () => 1;

/**
 * One aggregation.
 *
 * @param lengthMs from ACCOUNTS_COLLECTED to the last count, without the stall, in milliseconds
 */
export function drawJob(random: Random, shape: Shape, lengthMs: number): Job {
  const collectedAtMs = Math.round(drawBetween(random, collectingMs));
  const { identities } = shape;
  const lagMs = identities ? drawBetween(random, identities.lagMs) : 0;
  const accountsMs = lengthMs * (identities ? drawBetween(random, identities.accountsEnd) : 1);
  const accounts = drawCounter(random, shape, { collectedAtMs, lagMs: 0, lengthMs: accountsMs });
  const lagging = identities
    ? drawCounter(random, shape, { collectedAtMs, lagMs, lengthMs: lengthMs - lagMs })
    : [];
  const stall = shape.stall && drawStall(random, shape.stall, accounts, lengthMs);
  const stalled = stall ? delayed(accounts, stall) : accounts;
  const lastAtMs = Math.max(...[...stalled.slice(-1), ...lagging.slice(-1)].map((s) => s.atMs));
  const completedAtMs = Math.round(lastAtMs + drawBetween(random, shape.tailMs));
  return { collectedAtMs, completedAtMs, accounts: stalled, identities: lagging, stall };
}

function drawCounter(
  random: Random,
  shape: Shape,
  when: { readonly collectedAtMs: number; readonly lagMs: number; readonly lengthMs: number },
): readonly CounterStep[] {
  const seconds = when.lengthMs / 1000;
  const perSecond = drawLogNormal(random, medianPerSecond, perSecondSpread);
  const trueTotal = Math.max(10, Math.round(perSecond * seconds));
  const totalAt = shape.totalGuess?.(random) ?? (() => 1);
  const rate = shape.rate?.(random) ?? steady;
  const batches = batchesFor(random, shape.rhythm, rate, when.lengthMs);
  const beginMs = when.collectedAtMs + when.lagMs;
  const step = ({ atMs, share }: Batch): CounterStep => ({
    atMs: beginMs + atMs,
    processed: Math.round(trueTotal * share),
    total: Math.round(trueTotal * totalAt(share)),
  });
  const none = { ...step({ atMs: 0, share: 0 }), atMs: when.collectedAtMs };
  return [none, ...batches.map(step)];
}

/** From the last batch before a moment to the batch that then comes late. */
export function drawStall(
  random: Random,
  { fromShare, lengthMs }: NonNullable<Shape["stall"]>,
  steps: readonly CounterStep[],
  jobMs: number,
): Span {
  const collectedAtMs = steps[0]?.atMs ?? 0;
  const momentMs = collectedAtMs + jobMs * drawBetween(random, fromShare);
  const pauseMs = drawBetween(random, lengthMs);
  const before = steps.findLast(({ atMs }) => atMs <= momentMs);
  const after = steps.find(({ atMs }) => atMs > momentMs);
  return {
    fromMs: before?.atMs ?? collectedAtMs,
    toMs: (after?.atMs ?? momentMs) + pauseMs,
  };
}

export function delayed(
  steps: readonly CounterStep[],
  { fromMs, toMs }: Span,
): readonly CounterStep[] {
  const next = steps.find(({ atMs }) => atMs > fromMs);
  const byMs = next ? toMs - next.atMs : 0;
  return steps.map((step) => (step.atMs > fromMs ? { ...step, atMs: step.atMs + byMs } : step));
}
