import type { Counters } from "../../../src/api/endpoints/counters.ts";

/** From one moment to another, both in milliseconds since the first poll was due. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the tenant said. */
export interface Answer {
  readonly status: "STARTED" | "ACCOUNTS_COLLECTED" | "COMPLETED";
  readonly counters: Counters;
}

/** One poll, as the one who asked sees it. */
export interface Poll {
  /** When the answer, or the failure, arrived: milliseconds since the first poll was due. */
  readonly atMs: number;
  /** undefined: no answer came. */
  readonly answer: Answer | undefined;
}

/** A generated aggregation: what a poller gets of it, and what really happens. */
export interface Trace {
  /** In the order of arrival; the last one says COMPLETED. */
  readonly polls: readonly Poll[];
  /** When the tenant completes, in milliseconds since the first poll was due. */
  readonly completedAtMs: number;
  /** When nothing moves although work is left; undefined in a healthy job. */
  readonly stall: Span | undefined;
}

/** A counter from one moment on. */
export interface CounterStep {
  /** Milliseconds since the first poll was due. */
  readonly atMs: number;
  readonly processed: number;
  readonly total: number;
}

/** All that happens to one aggregation, whoever asks. Times as in `Trace`. */
export interface Job {
  readonly collectedAtMs: number;
  readonly completedAtMs: number;
  /** Oldest first; the first one is at `collectedAtMs`. */
  readonly accounts: readonly CounterStep[];
  /** None: 0 of 0 identities. */
  readonly identities: readonly CounterStep[];
  readonly stall: Span | undefined;
}
