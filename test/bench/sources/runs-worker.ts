import { parentPort } from "node:worker_threads";
import { runsCellsOf, type RunsTask } from "./runs-cell.ts";

parentPort?.on("message", (task: RunsTask) => {
  // The parent of a worker has no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(runsCellsOf(task));
});
