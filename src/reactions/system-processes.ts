import { spawn } from "node:child_process";
import process from "node:process";
import { systemClock } from "../time/clock.ts";
import type { RunPort } from "./run-command.ts";

/**
 * Loaded only where commands are to be run, since Node loads much for it. Processes take the
 * computer's own time, however fast that of a demo is.
 */
export const systemProcesses: Pick<RunPort, "start" | "kill" | "clock"> = {
  clock: systemClock,
  start: spawn,
  kill: (pid, signal) => process.kill(pid, signal),
};
