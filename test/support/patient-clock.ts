import { type Clock, fasterClock, systemClock } from "../../src/time/clock.ts";

/** What a request, or a question to a task, is given. */
const deadlineMs = 30_000;

/**
 * A clock that is `speed` times as fast, but for the deadlines of requests, which are the
 * computer's: a busy one would miss them.
 */
export function patientClock(speed: number): Clock {
  const fast = fasterClock(systemClock, speed);
  return {
    ...fast,
    sleep: (ms, signal) =>
      ms > deadlineMs - 1000 && ms <= deadlineMs
        ? systemClock.sleep(ms, signal)
        : fast.sleep(ms, signal),
  };
}
