import { readdirSync, readFileSync } from "node:fs";

/**
 * The processor time that a process has had, of all its threads, in milliseconds. The scheduler's
 * own account: `/proc/PID/stat` counts in steps of 10 ms.
 */
export function cpuMsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** How much of a process is in memory, in MiB. */
export function rssMibOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

/** The processor time of all processes that this one has started and that have ended; steps of 10 ms. */
export function endedCpuMs(): number {
  // The name, in parentheses, may have blanks.
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
