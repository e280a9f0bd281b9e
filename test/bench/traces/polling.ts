import { noCounters, type Counters } from "../../../src/api/endpoints/counters.ts";
import { drawLogNormal, type Random } from "../../../src/simulator/timeline/random.ts";
import type { Answer, CounterStep, Job, Poll, Span } from "./trace.ts";

/** How often the traces are polled, in milliseconds. */
export const pollEveryMs = 5000;
const regularly = { everyMs: pollEveryMs, fromMs: 0 } as const;
/** From question to answer: mostly a fifth of a second, sometimes much more. */
const medianAnswerMs = 200;
const answerSpread = 0.6;
const slowestAnswerMs = 4000;

/**
 * What a poller gets of a job, until it hears COMPLETED.
 *
 * @param missed polls sent in this span get no answer
 * @param fromMs when the first poll is sent, by the job's time
 */
export function polled(
  random: Random,
  job: Job,
  missed: Span | undefined,
  { everyMs, fromMs }: { readonly everyMs: number; readonly fromMs: number } = regularly,
): readonly Poll[] {
  const accountsAt = walk(job.accounts);
  const identitiesAt = walk(job.identities);
  const polls: Poll[] = [];
  for (let sentAtMs = fromMs; ; sentAtMs += everyMs) {
    const answerMs = drawLogNormal(random, medianAnswerMs, answerSpread);
    const atMs = sentAtMs + Math.min(slowestAnswerMs, Math.round(answerMs));
    const isMissed = missed && sentAtMs >= missed.fromMs && sentAtMs < missed.toMs;
    const counters = countersOf(accountsAt(sentAtMs), identitiesAt(sentAtMs));
    const answer = isMissed ? undefined : answerAt(job, sentAtMs, counters);
    polls.push({ atMs, answer });
    if (answer?.status === "COMPLETED") return polls;
  }
}

function answerAt(job: Job, atMs: number, counters: Counters): Answer {
  if (atMs < job.collectedAtMs) return { status: "STARTED", counters: noCounters };
  if (atMs < job.completedAtMs) return { status: "ACCOUNTS_COLLECTED", counters };
  return { status: "COMPLETED", counters };
}

function countersOf(
  accounts: CounterStep | undefined,
  identities: CounterStep | undefined,
): Counters {
  return {
    totalAccounts: accounts?.total ?? 0,
    processedAccounts: accounts?.processed ?? 0,
    totalAccountsMarkedForDeletion: 0,
    deletedAccounts: 0,
    totalIdentities: identities?.total ?? 0,
    processedIdentities: identities?.processed ?? 0,
  };
}

/** @returns what holds at a moment; the moments asked for must not go back */
function walk(steps: readonly CounterStep[]): (atMs: number) => CounterStep | undefined {
  let index = -1;
  return (atMs) => {
    while (index + 1 < steps.length && (steps[index + 1]?.atMs ?? 0) <= atMs) index += 1;
    return steps[index];
  };
}
