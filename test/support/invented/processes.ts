import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import type { RunPort } from "../../../src/reactions/run-command.ts";
import { inventedClock } from "./clock.ts";

/** A process that does what the test says. */
export class InventedProcess extends EventEmitter {
  readonly stdin = new PassThrough();
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly pid: number | undefined;

  constructor(pid: number | undefined) {
    super();
    this.pid = pid;
  }

  /** What it has been given on standard input. */
  input(): string {
    return String(this.stdin.read() ?? "");
  }

  /** It could not be started. */
  fails(error: Error): void {
    this.stdout.destroy();
    this.stderr.destroy();
    this.emit("error", error);
  }

  exits(code: number | null, signal: string | null = null): void {
    this.stdout.end();
    this.stderr.end();
    this.emit("exit", code, signal);
  }
}

/** A system that starts such processes; `behaves` is told of each. */
export function inventedProcesses(
  platform: NodeJS.Platform = "linux",
  behaves: (child: InventedProcess) => void = () => undefined,
) {
  const started: {
    readonly program: string;
    readonly args: readonly string[];
    readonly options: {
      readonly env?: Readonly<Record<string, string>>;
      readonly detached?: boolean;
      readonly windowsVerbatimArguments?: boolean;
    };
    readonly child: InventedProcess;
  }[] = [];
  const killed: (readonly [pid: number, signal: string])[] = [];
  const undos = new Set<() => void>();
  const clock = inventedClock();
  const port = {
    clock,
    platform,
    env: { PATH: "/bin", SAIL_CLIENT_SECRET: "s3cret" },
    onHaste(undo: () => void) {
      undos.add(undo);
      return () => void undos.delete(undo);
    },
    kill(pid: number, signal: string) {
      killed.push([pid, signal]);
      if (!started.some(({ child }) => child.pid === Math.abs(pid))) throw new Error("ESRCH");
    },
    start(program: string, args: readonly string[], options: object) {
      const child = new InventedProcess(100 + started.length);
      started.push({ program, args, options, child });
      queueMicrotask(() => behaves(child));
      return child;
    },
  } as unknown as RunPort;
  const hurry = () => {
    for (const undo of undos) undo();
  };
  return { port, clock, started, killed, hurry, hurried: () => undos.size };
}
