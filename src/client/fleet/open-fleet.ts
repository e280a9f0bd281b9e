import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { loadOptional } from "../../system/optional-package.ts";
import type { Clock } from "../../time/clock.ts";
import type { BudgetAddress } from "./budget-address.ts";
import { createFleetSharing, type FleetSharing } from "./fleet-sharing.ts";
import { connectRedis, type ReachedRedis } from "./redis/connection.ts";
import { redisTurns } from "./redis/redis-turns.ts";

export interface BudgetServer {
  readonly address: BudgetAddress;
  readonly password: string;
}

export interface Fleets {
  /** Shares the budget of the client with that key. */
  readonly open: (key: string) => FleetSharing;
  /** Reaches the server once, to look at it. */
  readonly reach: (signal: AbortSignal) => Promise<ReachedRedis>;
  readonly turnsOf: (reached: ReachedRedis, key: string) => ReturnType<typeof redisTurns>;
}

/** Loads what speaks to a budget server; throws UsageError where it is not installed. */
export async function loadFleets(
  { address, password }: BudgetServer,
  clock: Clock,
  random: () => number,
): Promise<Fleets> {
  const packages = ["ioredis", "rate-limiter-flexible"];
  const [RedisClient, Limiter] = await loadOptional(
    async () => {
      const [redis, limiters] = await Promise.all([
        import("ioredis"),
        import("rate-limiter-flexible"),
      ]);
      return [redis.Redis satisfies typeof Redis, limiters.RateLimiterRedis] as const;
    },
    "--budget",
    packages,
  );
  const reach = (signal: AbortSignal) =>
    connectRedis(RedisClient, address, password, clock, signal);
  const turnsOf = (reached: ReachedRedis, key: string, member: string = randomUUID()) =>
    redisTurns(Limiter, reached, { key, member, generation: randomUUID() }, clock);
  return {
    reach,
    turnsOf,
    open(key) {
      const name = randomUUID();
      const connect = async (signal: AbortSignal) => turnsOf(await reach(signal), key, name);
      return createFleetSharing({ connect, name, clock, random });
    },
  };
}
