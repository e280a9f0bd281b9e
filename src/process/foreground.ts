import { readFileSync } from "node:fs";
import process from "node:process";

/**
 * Whether this process may set its terminal: it is in the foreground, or has none, or that is
 * unknown. In the background the kernel stops a process that tries.
 */
export function isInForeground(): boolean {
  try {
    const [group, foreground] = process.platform === "linux" ? fromProc() : fromPs();
    return !(Number(foreground) > 0) || group === foreground;
  } catch {
    return true;
  }
}

type Groups = readonly [own: string | undefined, foreground: string | undefined];

/** proc_pid_stat(5); the second field is a name, which may hold anything. */
function fromProc(): Groups {
  const stat = readFileSync("/proc/self/stat", "latin1");
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return [group, foreground];
}

function fromPs(): Groups {
  if (process.platform === "win32") return [undefined, undefined];
  // Linux does without, and loading it takes milliseconds.
  const { execFileSync } = process.getBuiltinModule("node:child_process");
  const text = execFileSync("ps", ["-o", "pgid=,tpgid=", "-p", `${process.pid}`], {
    encoding: "latin1",
    timeout: 1000,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [group, foreground] = text.trim().split(/\s+/);
  return [group, foreground];
}
