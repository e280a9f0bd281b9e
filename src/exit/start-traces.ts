import { readFileSync, readlinkSync } from "node:fs";
import process from "node:process";
import type { StartTraces } from "./ignored-signals.ts";

export function startTraces(): StartTraces {
  const { env, platform } = process;
  if (platform !== "linux") return { env, parentStatus: undefined, stdin: undefined };
  return {
    env,
    parentStatus: attempt(() => readFileSync(`/proc/${process.ppid}/status`, "latin1")),
    stdin: attempt(() => ({
      path: readlinkSync("/proc/self/fd/0"),
      info: readFileSync("/proc/self/fdinfo/0", "latin1"),
    })),
  };
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
