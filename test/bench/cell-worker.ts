import { parentPort } from "node:worker_threads";
import { cellsOf } from "./cell.ts";
import { estimators } from "./estimators.ts";
import type { CellTask } from "./run.ts";
import { shapes } from "./traces/shapes.ts";

parentPort?.on("message", ({ shape, lengthMin }: CellTask) => {
  const found = shapes.find(({ name }) => name === shape);
  if (!found) throw new RangeError(`no shape is called ${shape}`);
  // The parent of a worker has no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(cellsOf(found, lengthMin, estimators));
});
