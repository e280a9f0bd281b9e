import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Cell } from "./cell.ts";
import { lengthsMin } from "./traces/generate.ts";
import { shapes } from "./traces/shapes.ts";

/** All jobs of one shape and one length. */
export interface CellTask {
  /** Its name. */
  readonly shape: string;
  readonly lengthMin: number;
}

/** Measures everything, on all cores. The order of the cells is that of shapes and lengths. */
export async function runAll(): Promise<readonly Cell[]> {
  // Long jobs first, so that no core is left alone with one at the end.
  const order = lengthsMin.toReversed();
  const tasks = order.flatMap((lengthMin) =>
    shapes.map(({ name: shape }) => ({ shape, lengthMin })),
  );
  const waiting = [...tasks];
  const cells: Cell[] = [];
  await Promise.all(
    Array.from({ length: availableParallelism() }, () =>
      runWorker(
        () => waiting.shift(),
        (found) => cells.push(...found),
      ),
    ),
  );
  return shapes.flatMap(({ name }) =>
    lengthsMin.flatMap((length) =>
      cells.filter((cell) => cell.shape === name && cell.lengthMin === length),
    ),
  );
}

/** One worker, until there is nothing to do. */
function runWorker(
  next: () => CellTask | undefined,
  found: (cells: readonly Cell[]) => void,
): Promise<void> {
  const worker = new Worker(new URL("cell-worker.ts", import.meta.url));
  return new Promise((resolve, reject) => {
    const go = () => {
      const task = next();
      // A worker has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      if (task) worker.postMessage(task);
      else void worker.terminate().then(() => resolve());
    };
    worker.on("message", (cells: readonly Cell[]) => {
      found(cells);
      go();
    });
    worker.on("error", reject);
    go();
  });
}
