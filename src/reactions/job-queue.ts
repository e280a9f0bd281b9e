/** Jobs of which only some run at a time, in the order in which they came. */
export interface JobQueue {
  /** False where too many wait already. */
  readonly add: (job: () => Promise<void>) => boolean;
  /** How many run or wait. */
  readonly size: () => number;
  /** Once nothing runs or waits. */
  readonly settled: () => Promise<void>;
  /** Gives up those that wait; returns how many. */
  readonly clear: () => number;
}

/** Jobs must not fail. */
export function createJobQueue(mostAtOnce: number, mostWaiting: number): JobQueue {
  const workers = new Set<Promise<void>>();
  let waiting: readonly (() => Promise<void>)[] = [];
  /** Those of the workers that will look for another job. */
  let running = 0;

  /** Does what waits, one after the other, until nothing does. */
  async function work(): Promise<void> {
    for (;;) {
      const [job, ...others] = waiting;
      if (!job) break;
      waiting = others;
      await job();
    }
    running -= 1;
  }

  function employ(): void {
    running += 1;
    const worker = work().finally(() => workers.delete(worker));
    workers.add(worker);
  }

  return {
    add(job) {
      if (running >= mostAtOnce && waiting.length >= mostWaiting) return false;
      waiting = [...waiting, job];
      if (running < mostAtOnce) employ();
      return true;
    },
    size: () => running + waiting.length,
    async settled() {
      while (workers.size > 0) await Promise.all(workers);
    },
    clear() {
      const given = waiting.length;
      waiting = [];
      return given;
    },
  };
}
