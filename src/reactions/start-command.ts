import type { ChildProcess, SpawnOptions } from "node:child_process";
import { windowsProgram } from "../system/windows-program.ts";
import { safeText } from "../text/safe-text.ts";
import type { CommandLine } from "./command-line.ts";
import type { GroupPort } from "./end-group.ts";

/** Starts a command; throws, or its process has an error, where that fails: see `startProblem`. */
export function startCommand(
  command: CommandLine,
  options: SpawnOptions,
  { start, platform, env }: GroupPort,
): ChildProcess {
  if (command.kind === "program") return start(command.program, [...command.args], options);
  if (platform !== "win32") return start("/bin/sh", ["-c", command.line], options);
  const args = ["/d", "/s", "/c", `"${command.line}"`];
  return start(windowsProgram("cmd.exe", env), args, {
    ...options,
    windowsVerbatimArguments: true,
  });
}

/** Why a command could not be started, for people. */
export function startProblem(
  error: unknown,
  command: CommandLine,
  platform: NodeJS.Platform,
): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  const program = command.kind === "program" ? safeText(command.program) : "the shell";
  const hint = platform === "win32" ? "; a .cmd or .bat file needs shell: before the command" : "";
  switch (code) {
    case "ENOENT":
      return `${program} cannot be found${hint}`;
    case "EACCES":
      return `${program} cannot be run (EACCES)`;
    default:
      return `${program} cannot be started (${code})${hint}`;
  }
}
