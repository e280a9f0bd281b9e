import { homedir, tmpdir } from "node:os";
import process from "node:process";
import packageJson from "../package.json" with { type: "json" };
import type { Host } from "./commands/host.ts";
import { jobControlOf } from "./commands/job-control.ts";
import { bugReport } from "./commands/bug-report.ts";
import { runProgram } from "./commands/run-program.ts";
import { configFolder } from "./defaults/folder.ts";
import { isClosedPipe } from "./output/closed-pipe.ts";
import { keepCommandFree } from "./output/command-free.ts";
import { bugExitCode, type LeavingSignal, unseenExitCode } from "./output/exit-code.ts";
import { sharedFolder } from "./sharing/shared-folder.ts";
import { systemClock } from "./time/clock.ts";

for (const stream of [process.stdout, process.stderr]) keepCommandFree(stream);

const leavingSignals: readonly LeavingSignal[] = ["SIGHUP", "SIGINT", "SIGTERM"];

const crashListeners = new Set<(error: unknown) => void>();

const host: Omit<Host, "version"> = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: systemClock,
  random: Math.random,
  fetch: globalThis.fetch,
  platform: process.platform,
  forceColour(level) {
    // Ink knows FORCE_COLOR only; Node warns where both are set.
    if (level === "1") delete process.env["NO_COLOR"];
    process.env["FORCE_COLOR"] = level;
  },
  jobs: jobControlOf(process),
  workingFolder: process.cwd(),
  homeFolder,
  configFolder: await configFolder(),
  historyFolder: async () => (await import("./history/folder.ts")).historyFolder(),
  sharedFolder: () =>
    sharedFolder({ env: process.env, tempFolder: tmpdir(), uid: process.getuid?.() }),
  onSignal(listener) {
    for (const signal of leavingSignals) process.on(signal, listener);
    return () => {
      for (const signal of leavingSignals) process.off(signal, listener);
    };
  },
  onWindowChange(listener) {
    // A size that changes and changes back is no resize for Node, but the terminal has moved things.
    process.on("SIGWINCH", listener);
    return () => void process.off("SIGWINCH", listener);
  },
  onOutputClosed(listener) {
    process.stdout.on("error", listener);
    return () => void process.stdout.off("error", listener);
  },
  onCrash(listener) {
    crashListeners.add(listener);
    return () => void crashListeners.delete(listener);
  },
};

process.on("uncaughtException", crashed);
process.on("unhandledRejection", crashed);

// A reader that went away must not become an error of ours; sessions notice by themselves.
let outputProblem: NodeJS.ErrnoException | undefined;
process.stdout.on("error", (error) => {
  if (!isClosedPipe(error)) outputProblem ??= error;
});
process.stderr.on("error", () => undefined);

try {
  process.exitCode = await runProgram(process.argv.slice(2), packageJson.version, host);
} catch (error) {
  process.stderr.write(bugReport(error));
  process.exitCode = bugExitCode;
}
// What was written may still be under way where a pipe is no file, as on Windows.
await flushed(process.stdout);
if (outputProblem) {
  const reason = outputProblem.code ?? outputProblem.message;
  process.stderr.write(`aggwatch: standard output cannot be written (${reason})\n`);
  process.exitCode ||= unseenExitCode;
}
await flushed(process.stderr);
// Idle connections would keep the process for some seconds more.
process.exit();

function homeFolder(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}

/** Whoever holds the terminal gives it back first; where nobody does, the report is all. */
function crashed(error: unknown): void {
  for (const listener of crashListeners) listener(error);
  if (crashListeners.size > 0) return;
  process.stderr.write(bugReport(error));
  process.exit(bugExitCode);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
