import { isIP } from "node:net";
import type { Redis } from "ioredis";
import type { Clock } from "../../../time/clock.ts";
import type { BudgetAddress } from "../budget-address.ts";

/** The one client class that is used, so that a test may do without the package. */
export type RedisClass = typeof Redis;

export interface ReachedRedis {
  readonly redis: Redis;
  /** Of this process of the server: another one may have forgotten something. */
  readonly runId: string;
  readonly serverNow: number;
  readonly version: string;
}

/** More than any answer between two looks has, and less than would fill the memory. */
const mostBytes = 1_000_000;

/**
 * Connects and signs in, in three ways there and back. Every command on it fails as soon as the
 * connection does; nothing is repeated, and nothing is written to the console, as the package would
 * where it signs in itself. Throws what the server or the network says, or the signal's reason.
 */
export async function connectRedis(
  RedisClient: RedisClass,
  { host, port, isEncrypted, user, database }: BudgetAddress,
  password: string,
  clock: Pick<Clock, "elapsed">,
  signal: AbortSignal,
): Promise<ReachedRedis> {
  signal.throwIfAborted();
  const redis = new RedisClient({
    host,
    port,
    ...(isEncrypted && { tls: isIP(host) === 0 ? { servername: host } : {} }),
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: null,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    disableClientInfo: true,
    protocol: 2,
    connectTimeout: 0,
  });
  let fault: unknown;
  redis.on("error", (error) => (fault ??= error));
  const giveUp = () => redis.disconnect();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    await redis.connect();
    limitBytes(redis, clock);
    const isSecret = password !== "" || user !== undefined;
    const signsIn = isSecret && redis.call("AUTH", ...(user === undefined ? [] : [user]), password);
    const [, , info, time] = await Promise.all([
      signsIn,
      database > 0 && redis.select(database),
      redis.info("server"),
      redis.time(),
    ]);
    return { redis, ...readInfo(info), serverNow: readTime(time) };
  } catch (error) {
    redis.disconnect();
    signal.throwIfAborted();
    throw fault ?? error;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** Of TIME, as milliseconds; throws where that is none. */
export function readTime(reply: unknown): number {
  const [seconds, micros] = Array.isArray(reply) ? reply.map(Number) : [];
  const now = (seconds ?? Number.NaN) * 1000 + Math.floor((micros ?? Number.NaN) / 1000);
  if (Number.isSafeInteger(now) && now > 0) return now;
  throw new NonsenseError("TIME");
}

/** The server's answer makes no sense. */
export class NonsenseError extends Error {
  override readonly name = "NonsenseError";

  constructor(command: string) {
    super(`no valid answer to ${command}`);
  }
}

function readInfo(text: unknown): Pick<ReachedRedis, "runId" | "version"> {
  const fields = String(text);
  const [, runId] = /^run_id:([0-9a-f]{8,64})\r?$/m.exec(fields) ?? [];
  const [, version = "?"] = /^(?:valkey|redis)_version:([\d.]{1,20})\r?$/m.exec(fields) ?? [];
  if (runId === undefined) throw new NonsenseError("INFO");
  return { runId, version };
}

/** Ends a connection on which more comes in within a second than there is to say. */
function limitBytes(redis: Redis, clock: Pick<Clock, "elapsed">): void {
  let since = clock.elapsed();
  let bytes = 0;
  redis.stream.on("data", (chunk: Buffer) => {
    if (clock.elapsed() - since > 1000) {
      since = clock.elapsed();
      bytes = 0;
    }
    bytes += chunk.length;
    if (bytes > mostBytes) redis.stream.destroy(new NonsenseError("anything: it is too long"));
  });
}
