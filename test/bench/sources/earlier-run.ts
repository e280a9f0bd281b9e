import type { EarlierCounter, EarlierRun } from "../../../src/watch/forecast/usual.ts";
import { quantile } from "../quantile.ts";
import { pollEveryMs } from "../traces/polling.ts";
import type { CounterStep, Job } from "../traces/trace.ts";

/** All that can be known of an earlier run of a source. */
export type KnownRun = EarlierRun & {
  readonly [Key in "tookMs" | "readingMs" | "tailMs"]: number;
};

/** What a poller knows of a run that is over. */
export function earlierRunOf({
  collectedAtMs,
  completedAtMs,
  accounts,
  identities,
}: Job): KnownRun {
  const [own, others] = [risesOf(accounts), risesOf(identities)];
  const rises = [...own, ...others].toSorted((one, other) => one.atMs - other.atMs);
  const lastAtMs = rises.at(-1)?.atMs ?? collectedAtMs;
  const begin = others[0]?.atMs;
  const doneAtBegin = own.findLast(({ atMs }) => begin !== undefined && atMs <= begin);
  const gaps = [own, others].flatMap(gapsOf);
  return {
    tookMs: seenAt(completedAtMs),
    readingMs: seenAt(collectedAtMs),
    accounts: counterOf(own, seenAt(collectedAtMs)),
    identities: counterOf(others, seenAt(collectedAtMs)),
    beginShare: begin === undefined ? undefined : (doneAtBegin?.processed ?? 0) / totalOf(own),
    tailMs: seenAt(completedAtMs) - seenAt(lastAtMs),
    longestGapMs: gaps.length > 0 ? Math.max(...gaps) : undefined,
  };
}

function counterOf(
  rises: readonly CounterStep[],
  collectedAtMs: number,
): EarlierCounter | undefined {
  const first = rises[0]?.atMs;
  const last = rises.at(-1)?.atMs;
  if (first === undefined || last === undefined) return undefined;
  const total = totalOf(rises);
  const gapMs = quantile(gapsOf(rises), 0.5) ?? pollEveryMs;
  const begin = Math.max(collectedAtMs, first - gapMs);
  const tookMs = Math.max(pollEveryMs, last - begin);
  const shareOf = (share: number) =>
    ((rises.find(({ processed }) => processed >= share * total)?.atMs ?? last) - begin) / tookMs;
  return { total, tookMs, quarters: [shareOf(0.25), shareOf(0.5), shareOf(0.75)] };
}

/** The steps at which a poll would have found a counter risen. */
function risesOf(steps: readonly CounterStep[]): readonly CounterStep[] {
  const rises: CounterStep[] = [];
  for (const step of steps) {
    if (step.processed <= (rises.at(-1)?.processed ?? 0)) continue;
    const atMs = seenAt(step.atMs);
    if (rises.at(-1)?.atMs === atMs) rises.pop();
    rises.push({ ...step, atMs });
  }
  return rises;
}

function gapsOf(rises: readonly CounterStep[]): readonly number[] {
  return rises.slice(1).map(({ atMs }, index) => atMs - (rises[index]?.atMs ?? 0));
}

function totalOf(rises: readonly CounterStep[]): number {
  return rises.at(-1)?.total ?? 0;
}

/** At the next poll. */
function seenAt(atMs: number): number {
  return Math.ceil(atMs / pollEveryMs) * pollEveryMs;
}
