import { type ListedTask, taskRunningMs } from "../../api/endpoints/tasks.ts";
import { isoMoment, type LineObject, lineObject, wholeMs } from "./line-object.ts";

/**
 * What `wait` waits for: what runs, or where nothing does, for how long that has to last.
 *
 * @param at milliseconds since the Unix epoch
 */
export function waitingObject(
  at: number,
  host: string,
  running: readonly ListedTask[],
  idleInMs: number | undefined,
): LineObject {
  return lineObject(at, undefined, "waiting", {
    host,
    running: running.map((task) => ({
      id: task.id,
      label: task.sourceName,
      kind: task.kind === "account" ? undefined : task.kind,
      sourceId: task.sourceId,
      launcher: task.launcher,
      created: isoMoment(task.created),
      runningMs: wholeMs(taskRunningMs(task)),
    })),
    idleInMs: wholeMs(idleInMs),
  });
}

/** The end of a wait: nothing has run for `idleMs`. */
export function idleObject(at: number, host: string, idleMs: number): LineObject {
  return lineObject(at, undefined, "idle", { host, idleMs: wholeMs(idleMs) });
}
