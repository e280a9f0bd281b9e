import type { ChildProcess, SpawnOptions } from "node:child_process";
import { duration } from "../text/duration.ts";
import { safeText } from "../text/safe-text.ts";
import type { Clock } from "../time/clock.ts";
import type { CommandLine } from "./command-line.ts";
import { endGroup, type GroupPort } from "./end-group.ts";
import { startCommand, startProblem } from "./start-command.ts";
import { environmentOf, type Variables } from "./variables.ts";

export interface RunPort extends GroupPort {
  readonly clock: Clock;
  /** Before the process ends at once. */
  readonly onHaste: (undo: () => void) => () => void;
}

/** What a command is given. */
export interface Input {
  /** The event, as a line of JSON. */
  readonly json: string;
  readonly variables: Variables;
}

/** What came of a command, for people. */
export interface Ran {
  /** Why it did not go well. */
  readonly problem: string | undefined;
  /** The last lines that it wrote, safe to print. */
  readonly output: readonly string[];
}

/** How long a command that is to end may take for that. */
const graceMs = 1000;
/** What a program leaves running may hold its output open. */
const outputMs = 500;
/** Characters of output that are kept, and lines. */
const mostOutput = 8 * 1024;
const mostLines = 20;

/**
 * Runs a command to its end, in a process group of its own, so that no key of the terminal reaches
 * it. After `limitMs`, and once the signal is aborted, it is ended with all that it has started.
 */
export async function runCommand(
  command: CommandLine,
  { json, variables }: Input,
  limitMs: number,
  port: RunPort,
  signal: AbortSignal,
): Promise<Ran> {
  const { clock, platform } = port;
  const options: SpawnOptions = {
    stdio: ["pipe", "pipe", "pipe"],
    detached: platform !== "win32",
    windowsHide: true,
    env: environmentOf(port.env, variables),
  };
  let output = "";
  const over = new AbortController();
  let child: ChildProcess;
  try {
    child = startCommand(command, options, port);
  } catch (error) {
    return { problem: startProblem(error, command, platform), output: [] };
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => (output = (output + text).slice(-mostOutput)));
    stream?.on("error", () => undefined);
  }
  // One that does not read its input is no failure.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(`${json}\n`);
  const stopHurrying = port.onHaste(() => endGroup(child, "SIGKILL", port));
  const ended = endOf(child, command, platform);
  const cut = cutAfter(limitMs, clock, AbortSignal.any([signal, over.signal]));
  const first = await Promise.race([ended, cut.then((why) => ({ why }))]);
  let { problem } = "why" in first ? { problem: undefined } : first;
  if ("why" in first) {
    problem =
      first.why === "limit"
        ? `ended, since it ran for longer than ${duration(limitMs)}`
        : "ended, since aggwatch was left";
    const gone = ended.then(() => over.abort());
    for (const sent of ["SIGTERM", "SIGKILL"] as const) {
      if (over.signal.aborted) break;
      endGroup(child, sent, port);
      await Promise.race([gone, pause(graceMs, clock, over.signal)]);
    }
  }
  over.abort();
  stopHurrying();
  await outputEnd(child, clock);
  return { problem, output: linesOf(output) };
}

/** Never fails: what went wrong is the problem. */
function endOf(
  child: ChildProcess,
  command: CommandLine,
  platform: NodeJS.Platform,
): Promise<Pick<Ran, "problem">> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ problem: startProblem(error, command, platform) }));
    child.once("exit", (code, signal) => {
      if (code === 0) return resolve({ problem: undefined });
      resolve({ problem: code === null ? `ended by ${signal}` : `exit code ${code}` });
    });
  });
}

/** When a command is to be cut off, and why; never once `over` is aborted for another reason. */
async function cutAfter(ms: number, clock: Clock, over: AbortSignal): Promise<"limit" | "left"> {
  return clock.sleep(ms, over).then(
    () => "limit" as const,
    () => "left" as const,
  );
}

async function pause(ms: number, clock: Clock, over: AbortSignal): Promise<void> {
  await clock.sleep(ms, over).catch(() => undefined);
}

async function outputEnd(child: ChildProcess, clock: Clock): Promise<void> {
  const closed = new AbortController();
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const open = streams.filter((stream) => !stream.closed);
  const ends = open.map((stream) => new Promise((resolve) => stream.once("close", resolve)));
  const all = Promise.all(ends).then(() => closed.abort());
  await Promise.race([all, pause(outputMs, clock, closed.signal)]);
  closed.abort();
  for (const stream of streams) stream.destroy();
}

function linesOf(output: string): readonly string[] {
  const lines = output
    .split("\n")
    .map((line) => safeText(line))
    .filter(Boolean);
  return lines.slice(-mostLines);
}
