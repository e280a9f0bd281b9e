import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { onTestFinished } from "vitest";

/** A Redis server of a test's own, in memory, until its end. */
export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:PORT` */
  readonly url: string;
  /** Sends a command as the default user, on a connection of its own. */
  readonly ask: (command: string, ...args: readonly (string | number)[]) => Promise<unknown>;
  /** As of a client that it has known for long, so that nobody waits for others to come back. */
  readonly remember: (key: string) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** On the same port, empty. */
  readonly restart: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** @param settings as on the command line of redis-server, with blanks between words */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-redis-"));
  let server: ChildProcess | undefined;
  onTestFinished(async () => {
    await kill();
    await rm(folder, { recursive: true });
  });

  async function start(): Promise<void> {
    const own = ["--port", `${port}`, "--save", "", "--appendonly", "no", "--dir", folder];
    const given = settings.flatMap((setting) => setting.split(" "));
    server = spawn("redis-server", [...own, "--bind", "127.0.0.1", ...given], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const missing = once(server, "error").then(([error]) => {
      throw new Error("redis-server is not installed: apt-get install redis-server", {
        cause: error,
      });
    });
    await Promise.race([missing, isReady(server)]);
  }

  async function kill(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const over = once(server, "exit");
    server.kill("SIGKILL");
    await over;
  }

  async function ask(command: string, ...args: readonly (string | number)[]): Promise<unknown> {
    const redis = new Redis({ port, lazyConnect: true, retryStrategy: null, protocol: 2 });
    redis.on("error", () => undefined);
    try {
      await redis.connect();
      return await redis.call(command, ...args);
    } finally {
      redis.disconnect();
    }
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    ask,
    remember: async (key) => {
      const info = String(await ask("INFO", "server"));
      const [, runId = ""] = /run_id:([0-9a-f]{8})/.exec(info) ?? [];
      await ask("SET", `aggwatch:{${key}}:${runId}:since`, "1-since-long-ago");
    },
    kill,
    restart: async () => {
      await kill();
      await start();
    },
    pause: () => void server?.kill("SIGSTOP"),
    resume: () => void server?.kill("SIGCONT"),
  };
}

async function isReady(server: ChildProcess): Promise<void> {
  if (!server.stdout) throw new TypeError("no output of redis-server");
  for await (const line of createInterface(server.stdout)) {
    if (!line.includes("Ready to accept connections")) continue;
    // Without a reader it would wait in the end.
    server.stdout.resume();
    return;
  }
  throw new Error("redis-server has ended");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return address.port;
}
