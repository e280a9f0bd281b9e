import { createFleetSharing, type FleetSharing } from "../../../src/client/fleet/fleet-sharing.ts";
import type { InventedClock } from "./clock.ts";
import type { InventedTurnServer } from "./turn-server.ts";

export interface InventedProcess {
  readonly sharing: FleetSharing;
  /** When its requests left; `elapsed` milliseconds. */
  readonly sent: readonly number[];
  /** It sends no more, and leaves. */
  readonly leave: () => void;
  /** It sends no more, and leaves nothing but what the server knows of it. */
  readonly kill: () => void;
}

/** A process that sends whenever it may, and watches. `random` is for each its own. */
export function inventedProcess(
  name: string,
  server: InventedTurnServer,
  clock: InventedClock,
  random: () => number = () => 0.5,
): InventedProcess {
  const connect = server.connect(name);
  const over = new AbortController();
  const alive = <Result>(work: Promise<Result>): Promise<Result> =>
    work.then((result) => (over.signal.aborted ? new Promise<never>(() => undefined) : result));
  const sharing = createFleetSharing({
    connect: (signal) => alive(connect(signal)),
    name,
    clock: { ...clock, sleep: (ms, signal) => alive(clock.sleep(ms, signal)) },
    random,
  });
  let wake = new AbortController();
  sharing.listen({
    held: () => undefined,
    lost: () => undefined,
    back: () => undefined,
    freed: () => wake.abort(),
  });
  const stopWatching = sharing.watch(() => undefined);
  const sent: number[] = [];
  void sendAll();

  async function sendAll(): Promise<void> {
    while (!over.signal.aborted) {
      const waitMs = sharing.claim();
      if (waitMs === 0) sent.push(clock.elapsed());
      else {
        wake = new AbortController();
        const either = AbortSignal.any([over.signal, wake.signal]);
        await clock.sleep(waitMs, either).catch(() => undefined);
      }
    }
  }

  return {
    sharing,
    sent,
    leave() {
      stopWatching();
      sharing.close();
      over.abort();
    },
    kill: () => over.abort(),
  };
}

/** The most that left within any 10 s, both ends included. */
export function peakOf(processes: readonly InventedProcess[], windowMs = 10_000): number {
  const times = processes.flatMap(({ sent }) => sent).toSorted((one, other) => one - other);
  let first = 0;
  return times.reduce((most, at, index) => {
    while (at - (times[first] ?? at) > windowMs) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}

/** How many left from one moment to another. */
export function sentIn(processes: readonly InventedProcess[], from: number, to: number): number {
  return processes.flatMap(({ sent }) => sent.filter((at) => at >= from && at < to)).length;
}
