import { homedir, release, tmpdir, type } from "node:os";
import process from "node:process";
import { setImmediate as nextTurn } from "node:timers/promises";
import packageJson from "../package.json" with { type: "json" };
import type { World } from "./process/host.ts";
import { jobControlOf } from "./process/job-control.ts";
import { bugReport } from "./exit/bug-report.ts";
import { runProgram } from "./commands/run-program.ts";
import { configFolder } from "./settings/folder.ts";
import { endProcess } from "./exit/end-process.ts";
import { isInForeground } from "./process/foreground.ts";
import { holdMessages } from "./process/held-messages.ts";
import { keepHeapSmall } from "./process/small-heap.ts";
import { ignoredSignals } from "./exit/ignored-signals.ts";
import { createLastWrites } from "./exit/last-writes.ts";
import { createLeaving } from "./exit/leaving.ts";
import { isTerminalLost } from "./exit/lost-terminal.ts";
import { startTraces } from "./exit/start-traces.ts";
import { takeWarnings } from "./process/warnings.ts";
import { writeWholeChunks } from "./process/whole-writes.ts";
import { isClosedPipe } from "./process/closed-pipe.ts";
import { keepCommandFree } from "./process/command-free.ts";
import { bugExitCode, signalExitCodes, unseenExitCode } from "./exit/exit-code.ts";
import { sharedFolder } from "./client/sharing/shared-folder.ts";
import { systemClock } from "./time/clock.ts";

const { stdin, stdout, stderr } = process;
for (const stream of [stdout, stderr]) keepCommandFree(stream);

const leaving = createLeaving(
  {
    listen(signal, listener) {
      try {
        process.on(signal, listener);
      } catch {
        // The system has no such signal.
      }
    },
    end,
  },
  systemClock,
  ignoredSignals(startTraces()),
);

// The first undo runs last: a report comes when the terminal is back.
let report = "";
leaving.onHaste(() => void (report && stderr.write(report)));
const crashListeners = new Set<(error: unknown) => void>();
process.on("uncaughtException", crashed);
process.on("unhandledRejection", crashed);

takeWarnings(process, process.env, (line) => void stderr.write(`${line}\n`));
writeWholeChunks(stdout);

// A closed pipe is not an error of ours; sessions notice by themselves.
let outputProblem: NodeJS.ErrnoException | undefined;
const outputListeners = new Set<(problem: Error | undefined) => void>();
stdout.on("error", (error) => {
  if (stdout.isTTY && isTerminalLost(error)) return leaving.raise("SIGHUP");
  const problem = isClosedPipe(error) ? undefined : error;
  outputProblem ??= problem;
  for (const listener of outputListeners) listener(problem);
});
stdout.on("close", () => {
  for (const listener of outputListeners) listener(undefined);
});
stderr.on("error", () => undefined);

const lastWrites = createLastWrites(systemClock, (line) => void stderr.write(line));

const world: Omit<World, "configFolder"> = {
  env: process.env,
  stdin,
  stdout,
  stderr,
  clock: systemClock,
  random: Math.random,
  platform: process.platform,
  computer: () => ({
    node: process.versions.node,
    system: `${type()} ${release()}`,
    architecture: process.arch,
  }),
  forceColor(level) {
    // Ink knows only FORCE_COLOR; Node warns where both are set.
    if (level === "1") delete process.env["NO_COLOR"];
    process.env["FORCE_COLOR"] = level;
  },
  jobs: jobControlOf(process, isInForeground),
  workingFolder: process.cwd(),
  homeFolder,
  historyFolder: async () => (await import("./history/folder.ts")).historyFolder(),
  sharedFolder: () =>
    sharedFolder({ env: process.env, tempFolder: tmpdir(), uid: process.getuid?.() }),
  async browse(address) {
    const { openBrowser } = await import("./process/browser.ts");
    return openBrowser(address, process.env, process.platform);
  },
  onSignal: leaving.onSignal,
  raise: leaving.raise,
  onHaste: leaving.onHaste,
  holdMessages: () => holdMessages({ stderr, console }),
  keepHeapSmall,
  lastWrites,
  onWindowChange(listener) {
    // Node ignores a size that changes back, but the terminal has moved things.
    process.on("SIGWINCH", listener);
    return () => void process.off("SIGWINCH", listener);
  },
  onOutputClosed(listener) {
    outputListeners.add(listener);
    return () => void outputListeners.delete(listener);
  },
  onCrash(listener) {
    crashListeners.add(listener);
    return () => void crashListeners.delete(listener);
  },
};

/** Ends the process. Chunks that import this file wait for its end, so nothing is awaited outside. */
export async function run(): Promise<never> {
  const host = { ...world, configFolder: await configFolder() };
  const code = await runProgram(process.argv.slice(2), packageJson.version, host).catch(failed);
  // A slow reader may not have all of the output yet.
  const isWritten = await lastWrites.wait("standard output", () => flushed(stdout));
  if (outputProblem) {
    const reason = outputProblem.code ?? outputProblem.message;
    stderr.write(`aggwatch: standard output cannot be written (${reason})\n`);
  }
  await lastWrites.wait("standard error", () => flushed(stderr));
  // A file operation that has just ended counts as under way until the next turn.
  await nextTurn();
  // Idle connections would keep the process for some seconds more.
  return end(code || (outputProblem || !isWritten ? unseenExitCode : 0));
}

function homeFolder(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}

/** A screen gives the terminal back first. */
function crashed(error: unknown): void {
  if (isTerminalLost(error)) return leaving.raise("SIGHUP");
  for (const listener of crashListeners) listener(error);
  if (crashListeners.size > 0) return;
  report = bugReport(error);
  leaving.endNow(bugExitCode);
}

function failed(error: unknown): number {
  if (isTerminalLost(error)) return signalExitCodes.SIGHUP;
  stderr.write(bugReport(error));
  return bugExitCode;
}

/** In the background, the terminal is the shell's. */
function end(exitCode: number): never {
  const hasTerminal = stdin.isTTY || stdout.isTTY || stderr.isTTY;
  return endProcess(exitCode, !hasTerminal || isInForeground());
}

function flushed(stream: NodeJS.WriteStream): Promise<true> {
  return new Promise((resolve) => {
    stream.write("", () => resolve(true));
  });
}
