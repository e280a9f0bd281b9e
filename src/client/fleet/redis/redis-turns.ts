import type { RateLimiterRedis } from "rate-limiter-flexible";
import type { Clock } from "../../../time/clock.ts";
import { leaseMs, turnCount } from "../turns.ts";
import type { Asked, Member, Seen, Taken, TurnServer } from "../turn-server.ts";
import { NonsenseError, type ReachedRedis, readTime } from "./connection.ts";

export type LimiterClass = typeof RateLimiterRedis;

/** Who stays away for longer is forgotten, with all that was kept of the client. */
const forgottenAfterSeconds = 30 * 86_400;
/** More members than that are not counted. */
const mostMembers = 10_000;
const allTurns = Array.from({ length: turnCount }, (_, turn) => turn);

/**
 * A turn is a limit of the limiter's: one point in the time of a lease, which a script of the
 * limiter's consumes, so only one member gets it. A 429 blocks a limit of its own. Beside them are
 *
 *   PREFIX:since    when the server's memory of this client began, and a name for it
 *   PREFIX:members  a sorted set of who is there, by when it was
 *
 * PREFIX names the client by a hash, and the process of the server. It is in braces, so that a
 * cluster's proxy keeps all of it in one place. `member` is unique; `generation` names a new memory.
 */
export function redisTurns(
  Limiter: LimiterClass,
  { redis, runId, serverNow }: ReachedRedis,
  client: { readonly key: string; readonly member: string; readonly generation: string },
  clock: Pick<Clock, "elapsed">,
): TurnServer {
  const prefix = `aggwatch:{${client.key}}:${runId.slice(0, 8)}`;
  const [sinceKey, membersKey] = [`${prefix}:since`, `${prefix}:members`];
  const leaseSeconds = leaseMs / 1000;
  const limiter = new Limiter({
    storeClient: redis,
    keyPrefix: prefix,
    points: 1,
    duration: leaseSeconds,
  });
  let serverAheadMs = serverNow - clock.elapsed();
  let isWatching: boolean | undefined;

  function memberName(watches: boolean): string {
    return `${watches ? "watcher" : "other"}-${client.member}`;
  }

  async function look({ renew: due, ...asked }: Asked): Promise<Seen> {
    const now = clock.elapsed() + serverAheadMs;
    const isNewName = isWatching !== undefined && isWatching !== asked.isWatching;
    isWatching = asked.isWatching;
    const first = `${Math.floor(now)}-${client.generation}`;
    const forgetBefore = now - (asked.forgetAfterMs ?? Number.POSITIVE_INFINITY);
    // All in one way there and back: each is sent before the answer to the one before.
    const [time, , since, , , , , , all, held, , free] = await Promise.all([
      redis.time(),
      redis.set(sinceKey, first, "EX", forgottenAfterSeconds, "NX"),
      redis.get(sinceKey),
      redis.expire(sinceKey, forgottenAfterSeconds),
      isNewName && redis.zrem(membersKey, memberName(!asked.isWatching)),
      redis.zadd(membersKey, Math.floor(now), memberName(asked.isWatching)),
      redis.expire(membersKey, forgottenAfterSeconds),
      asked.forgetAfterMs !== undefined &&
        redis.zremrangebyscore(membersKey, 0, Math.floor(forgetBefore)),
      redis.zrange(membersKey, 0, `${mostMembers - 1}`, "WITHSCORES"),
      limiter.get("hold"),
      renew(due),
      asked.wantsFree ? freeTurns() : [],
    ]);
    const serverTime = readTime(time);
    serverAheadMs = serverTime - clock.elapsed();
    const { began, generation } = readGeneration(since);
    if (generation === "") throw new NonsenseError("GET");
    return {
      serverNow: serverTime,
      generation,
      generationAgeMs: Math.max(0, serverTime - began),
      members: readMembers(all, serverTime),
      heldMs: readWait(held?.msBeforeNext),
      free,
    };
  }

  async function freeTurns(): Promise<readonly number[]> {
    const limits = await Promise.all(allTurns.map((turn) => limiter.get(`turn-${turn}`)));
    return allTurns.filter((turn) => !limits[turn]);
  }

  async function take(turns: readonly number[]): Promise<Taken> {
    const answers = await Promise.all(
      turns.map(async (turn) => {
        try {
          const { consumedPoints } = await limiter.consume(`turn-${turn}`);
          return consumedPoints === 1 ? [turn] : [];
        } catch (refusal) {
          // Thrown where another member holds the turn; all other failures are errors.
          if (refusal instanceof Error) throw refusal;
          return [];
        }
      }),
    );
    // Sent after the answers: what was lost before the lease is to show.
    const [since, time] = await Promise.all([redis.get(sinceKey), redis.time()]);
    const { generation } = readGeneration(since);
    return { turns: answers.flat(), generation, serverNow: readTime(time) };
  }

  async function renew(turns: readonly number[]): Promise<void> {
    await Promise.all(turns.map((turn) => limiter.set(`turn-${turn}`, 1, leaseSeconds)));
  }

  async function release(turns: ReadonlyMap<number, number>): Promise<void> {
    await Promise.all(
      [...turns].map(([turn, restMs]) =>
        restMs > 0
          ? limiter.set(`turn-${turn}`, 1, Math.ceil(restMs / 1000))
          : limiter.delete(`turn-${turn}`),
      ),
    );
  }

  return {
    look,
    take,
    renew,
    release,
    async hold(waitMs) {
      const known = await limiter.get("hold");
      if (readWait(known?.msBeforeNext) < waitMs) {
        await limiter.block("hold", Math.ceil(waitMs / 1000));
      }
    },
    endHold: async () => void (await limiter.delete("hold")),
    leave(turns) {
      const sent = [redis.zrem(membersKey, memberName(true), memberName(false)), release(turns)];
      Promise.all(sent).catch(() => undefined);
    },
    close: () => redis.disconnect(),
  };
}

/** Without a name where the server has forgotten it, or it is not ours. */
function readGeneration(since: unknown) {
  const [, began = "", generation = ""] = /^(\d{1,16})-(\S{1,64})$/.exec(String(since)) ?? [];
  return { began: Number(began), generation };
}

function readMembers(reply: unknown, serverNow: number): readonly Member[] {
  if (!Array.isArray(reply)) throw new NonsenseError("ZRANGE");
  const texts = reply.map(String);
  return texts.flatMap((text, index) => {
    const [, kind, name] = /^(watcher|other)-(\S{1,64})$/.exec(text) ?? [];
    const seenAt = Number(texts[index + 1]);
    if (index % 2 === 1 || name === undefined || !Number.isFinite(seenAt)) return [];
    return [{ name, isWatching: kind === "watcher", silentMs: serverNow - seenAt }];
  });
}

/** Of a 429 elsewhere; at most a day, and 0 for what is no wait. */
function readWait(ms: number | undefined): number {
  const longestMs = 25 * 60 * 60 * 1000;
  return ms !== undefined && ms > 0 && ms <= longestMs ? ms : 0;
}
