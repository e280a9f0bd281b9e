import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { idleObject, waitingObject } from "../../output/ndjson/idle-objects.ts";
import { lineOf } from "../../output/ndjson/line-object.ts";
import type { Clock } from "../../time/clock.ts";
import type { IdleForm } from "./idle-report.ts";

/** Objects of `events.schema.json`. */
export function jsonForm(host: string, clock: Pick<Clock, "now">): IdleForm {
  const waiting = (running: readonly ListedTask[], idleInMs?: number) =>
    lineOf(waitingObject(clock.now(), host, running, idleInMs));
  return {
    heartbeatMs: 0,
    first: (running) => waiting(running),
    // Where nothing runs any more, the next line says what that comes to.
    changed: ({ running }) => (running.length > 0 ? waiting(running) : undefined),
    still: (running) => waiting(running),
    quiet: (leftMs) => waiting([], leftMs),
    idle: (idleMs) => lineOf(idleObject(clock.now(), host, idleMs)),
  };
}
