import { timestamp } from "../../text/time-of-day.ts";
import type { Clock } from "../../time/clock.ts";
import { changeText, nowIdleText, runningText, untilIdleText } from "../../wording/idle-texts.ts";
import type { IdleForm } from "./idle-report.ts";

/** Lines for people and logs, with the time in UTC. */
export function plainForm(tenant: string, clock: Pick<Clock, "now">): IdleForm {
  const line = (text: string) => `${timestamp(clock.now())}  ${text}`;
  return {
    heartbeatMs: 60_000,
    first: (running) => line(`at ${tenant}, waiting for ${runningText(running)}`),
    changed: ({ begun, ended, running }) => line(changeText(begun, ended, running)),
    still: (running) => line(`waiting for ${runningText(running)}`),
    quiet: (leftMs) => line(untilIdleText(leftMs)),
    idle: (idleMs) => line(nowIdleText(idleMs)),
  };
}
