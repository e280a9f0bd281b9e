import { readFileSync } from "node:fs";
import process from "node:process";

/** What tells of the terminal's process groups. */
export interface GroupSource {
  readonly platform: NodeJS.Platform;
  /** `/proc/self/stat` of Linux. */
  readonly stat: () => string;
  /** What `ps` says of this process: its group, and the one in the foreground. */
  readonly ps: () => string;
}

const system: GroupSource = {
  platform: process.platform,
  stat: () => readFileSync("/proc/self/stat", "latin1"),
  ps() {
    // Linux does without, and loading it takes milliseconds.
    const { execFileSync } = process.getBuiltinModule("node:child_process");
    return execFileSync("ps", ["-o", "pgid=,tpgid=", "-p", `${process.pid}`], {
      encoding: "latin1",
      timeout: 1000,
      stdio: ["ignore", "pipe", "ignore"],
    });
  },
};

/**
 * Whether this process may set its terminal: it is in the foreground, or has none, or that is
 * unknown. In the background the kernel stops a process that tries. Windows has no such groups.
 */
export function isInForeground(source: GroupSource = system): boolean {
  if (source.platform === "win32") return true;
  try {
    const [group, foreground] = source.platform === "linux" ? ofStat(source) : ofPs(source);
    return !(Number(foreground) > 0) || group === foreground;
  } catch {
    return true;
  }
}

type Groups = readonly [own: string | undefined, foreground: string | undefined];

/** proc_pid_stat(5); the second field is a name, which may hold anything. */
function ofStat({ stat }: GroupSource): Groups {
  const text = stat();
  const [, , group, , , foreground] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return [group, foreground];
}

function ofPs({ ps }: GroupSource): Groups {
  const [group, foreground] = ps().trim().split(/\s+/);
  return [group, foreground];
}
