import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Cell } from "./cell.ts";
import { type RunsCell, type RunsTask, runsTasks } from "./sources/runs-cell.ts";
import { lengthsMin } from "./traces/generate.ts";
import { shapes } from "./traces/shapes.ts";

/** All jobs of one shape and one length. */
export interface CellTask {
  /** Its name. */
  readonly shape: string;
  readonly lengthMin: number;
}

export interface RunOptions {
  /** How many workers; undefined: one for each core. */
  readonly workers: number | undefined;
}

/** Measures the traces of the first edition. The order of the cells is that of shapes and lengths. */
export async function runAll(options: RunOptions): Promise<readonly Cell[]> {
  // Long jobs first, so that no core is left alone with one at the end.
  const order = lengthsMin.toReversed();
  const tasks = order.flatMap((lengthMin) =>
    shapes.map(({ name: shape }) => ({ shape, lengthMin })),
  );
  const newWorker = () => new Worker(new URL("cell-worker.ts", import.meta.url));
  const cells = await runTasks<Cell>(newWorker, tasks, options);
  return shapes.flatMap(({ name }) =>
    lengthsMin.flatMap((length) =>
      cells.filter((cell) => cell.shape === name && cell.lengthMin === length),
    ),
  );
}

/**
 * Measures the runs of sources.
 *
 * @param set of seeds: those that are tuned on are not those that are reported
 */
export function runSources(set: string, options: RunOptions): Promise<readonly RunsCell[]> {
  const newWorker = () => new Worker(new URL("sources/runs-worker.ts", import.meta.url));
  return runTasks(newWorker, runsTasks(set), options);
}

/** The results in the order of the tasks, whichever is finished first. */
async function runTasks<Result>(
  newWorker: () => Worker,
  tasks: readonly (CellTask | RunsTask)[],
  { workers = availableParallelism() }: RunOptions,
): Promise<readonly Result[]> {
  const results: (readonly Result[])[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: workers }, runWorker));
  return results.flat();

  /** One worker, until there is nothing to do. */
  function runWorker(): Promise<void> {
    const worker = newWorker();
    let index = -1;
    return new Promise((resolve, reject) => {
      const go = () => {
        index = next;
        next += 1;
        // A worker has no origin.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        if (index < tasks.length) worker.postMessage(tasks[index]);
        else void worker.terminate().then(() => resolve());
      };
      worker.on("message", (found: readonly Result[]) => {
        results[index] = found;
        go();
      });
      worker.on("error", reject);
      go();
    });
  }
}
