import { constants } from "node:os";
import type { Environment } from "../system/environment.ts";

/** The parent's `/proc/PID/status`, and where stdin leads with `/proc/self/fdinfo/0`, if known. */
export interface StartTraces {
  readonly env: Environment;
  readonly parentStatus: string | undefined;
  readonly stdin: { readonly path: string; readonly info: string } | undefined;
}

const shells = new Set(["bash", "sh", "dash", "ash", "busybox", "zsh", "ksh", "ksh93", "mksh"]);

/** Not SIGQUIT, which shells ignore themselves and not for what they start. */
const askable = ["SIGHUP", "SIGINT", "SIGTERM", "SIGALRM", "SIGUSR2", "SIGXCPU"] as const;

/**
 * The signals that the process was started to ignore, as by `nohup` or the shell's `trap '' INT`.
 * Node makes them deadly again without a trace, so its surroundings have to tell. Not seen are
 * those that it alone was to ignore: by `&` in a shell without job control, by `env
 * --ignore-signal`, and, without /proc, by `trap`.
 */
export function ignoredSignals(traces: StartTraces): ReadonlySet<NodeJS.Signals> {
  const ignored = new Set<NodeJS.Signals>(askable.filter((signal) => isOfParent(signal, traces)));
  if (isNohup(traces)) ignored.add("SIGHUP");
  return ignored;
}

/** Shells name in `_` what they run, ksh with its process id; GNU's makes stdin unreadable. */
function isNohup({ env, stdin }: StartTraces): boolean {
  if (/(?:^|[/*])nohup$/.test(env["_"] ?? "")) return true;
  return stdin?.path === "/dev/null" && /^flags:\s*\d*1$/m.test(stdin.info);
}

/** Children inherit what a process ignores, unless it takes care that they do not. */
function isOfParent(signal: (typeof askable)[number], { parentStatus = "" }: StartTraces): boolean {
  const [, name = ""] = /^Name:\s*(.*)$/m.exec(parentStatus) ?? [];
  const [, mask = "0"] = /^SigIgn:\s*([\da-f]+)$/m.exec(parentStatus) ?? [];
  const isIgnored = (one: NodeJS.Signals) =>
    ((BigInt(`0x${mask}`) >> BigInt(constants.signals[one] - 1)) & 1n) === 1n;
  if (!isIgnored(signal)) return false;
  // Shells with job control ignore these for themselves only.
  if (signal === "SIGTERM") return !isIgnored("SIGTTOU");
  // So do programs that wait for one that they run, as C's `system` does.
  if (signal === "SIGINT") return shells.has(name) || !isIgnored("SIGQUIT");
  return true;
}
