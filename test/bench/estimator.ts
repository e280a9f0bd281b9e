import type { Answer } from "./traces/trace.ts";

/** What an estimator says at one moment. */
export interface Said {
  /** Milliseconds; undefined: it shows none. */
  readonly leftMs: number | undefined;
  readonly isStalled: boolean;
}

/** Follows one job: fed with each answer, asked at each poll. Times in ms since the first poll. */
export interface Follower {
  see(answer: Answer, atMs: number): void;
  say(atMs: number): Said;
}

/** One who predicts when a job ends. */
export interface Estimator {
  readonly name: string;
  readonly follow: () => Follower;
}
