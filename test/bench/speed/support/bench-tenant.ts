import { fork } from "node:child_process";
import { once } from "node:events";
import { fasterBy } from "./faster-by.ts";
import { idOf, sourceOf } from "./ids.ts";

export interface TenantOptions {
  readonly ids: number;
  /**
   * `still`: nothing ever changes. `events`: each second a total moves. `working`: every answer has
   * new counts. `ended`: all have completed.
   */
  readonly pace: "still" | "events" | "working" | "ended";
  /** How many tasks its list of pending tasks has. */
  readonly pendingTasks?: number;
}

export interface SeenRequest {
  readonly path: string;
  /** The wall clock of this computer. */
  readonly atMs: number;
  /** Whether it was refused with 429. */
  readonly isRefused: boolean;
}

/** A tenant in another process, on loopback. */
export interface BenchTenant {
  /** What a program needs to sign in there. */
  readonly env: Readonly<Record<string, string>>;
  /** How the program is told what to watch: each id with a name. */
  readonly watched: readonly string[];
  /** All requests so far but those for tokens, oldest first. */
  requests(): Promise<readonly SeenRequest[]>;
  /** Its time goes on at the computer's pace. */
  slowDown(): void;
  close(): Promise<void>;
}

const file = new URL("tenant-process.ts", import.meta.url);

/** @param speed how many times as fast its time passes */
export async function startTenant(options: TenantOptions, speed = 1): Promise<BenchTenant> {
  const env = { ...process.env, ...fasterBy(speed) };
  const child = fork(file, [JSON.stringify(options)], { env });
  const [port] = (await once(child, "message")) as [number];
  return {
    env: {
      SAIL_BASE_URL: `http://127.0.0.1:${port}`,
      SAIL_CLIENT_ID: "bench",
      SAIL_CLIENT_SECRET: "bench-secret",
    },
    watched: Array.from({ length: options.ids }, (_, index) => `${idOf(index)}=${sourceOf(index)}`),
    async requests() {
      child.send("requests");
      const [requests] = (await once(child, "message")) as [readonly SeenRequest[]];
      return requests;
    },
    slowDown: () => void child.kill("SIGURG"),
    async close() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}
