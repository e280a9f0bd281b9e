import type { KnownRun } from "./sources/earlier-run.ts";
import { pollEveryMs } from "./traces/polling.ts";
import type { Answer } from "./traces/trace.ts";

/** What an estimator says at one moment. */
export interface Said {
  /** Milliseconds; undefined: it shows none. */
  readonly leftMs: number | undefined;
  /** The ends of its range; left out by those that give none. */
  readonly range?: { readonly leastMs: number; readonly mostMs: number } | undefined;
  readonly isStalled: boolean;
}

/** Follows one job: fed with each answer, asked at each poll. Times in ms since its start. */
export interface Follower {
  see(answer: Answer, atMs: number): void;
  say(atMs: number): Said;
}

/** What is known of a job before it is watched. */
export interface Known {
  /** Earlier runs of its source, newest last. */
  readonly earlier: readonly KnownRun[];
  readonly intervalMs: number;
}

export const nothingKnown: Known = { earlier: [], intervalMs: pollEveryMs };

/** One who predicts when a job ends. */
export interface Estimator {
  readonly name: string;
  readonly follow: (known: Known) => Follower;
}
