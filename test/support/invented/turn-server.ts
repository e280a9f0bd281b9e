import type { Member, TurnServer } from "../../../src/client/fleet/turn-server.ts";
import { leaseMs, turnCount } from "../../../src/client/fleet/turns.ts";
import type { Clock } from "../../../src/time/clock.ts";

/** A budget server without a network, for as many invented processes as there are. */
export interface InventedTurnServer {
  readonly connect: (name: string) => (signal: AbortSignal) => Promise<TurnServer>;
  /** From now on these reach it, or none of those named; everybody without a name. */
  readonly cut: (...names: readonly string[]) => void;
  readonly mend: () => void;
  /** It forgets everything. */
  readonly flush: () => void;
  /** Its clock is set forward, or back. */
  readonly jump: (ms: number) => void;
  /** How long each way takes. */
  readonly slow: (ms: number) => void;
  /** It takes nothing more in, and says so. */
  readonly fill: (isFull: boolean) => void;
  readonly held: () => number;
}

/** @param clock the true time; `since` how long ago it began to remember, in milliseconds */
export function inventedTurnServer(clock: Clock, since = 60_000): InventedTurnServer {
  let memory = emptyMemory();
  memory.began = clock.now() - since;
  let generations = 0;
  let aheadMs = 0;
  let latencyMs = 1;
  let isFull = false;
  let isCut: (name: string) => boolean = () => false;

  const now = () => clock.now() + aheadMs;

  function emptyMemory() {
    return {
      began: undefined as number | undefined,
      turns: new Map<number, number>(),
      members: new Map<string, { readonly isWatching: boolean; readonly at: number }>(),
      heldUntil: 0,
    };
  }

  function isHeld(turn: number): boolean {
    return (memory.turns.get(turn) ?? 0) > now();
  }

  function generation(): string {
    return `${generations} since ${memory.began}`;
  }

  async function way(name: string): Promise<void> {
    await clock.sleep(latencyMs);
    if (isCut(name)) throw new Error("connection lost");
    if (isFull) throw new Error("OOM command not allowed");
  }

  async function asked<Answer>(name: string, work: () => Answer): Promise<Answer> {
    await way(name);
    const answer = work();
    await way(name);
    return answer;
  }

  function serverFor(name: string): TurnServer {
    // As the real one: what a member writes is by the server's clock as it last knew it.
    let aheadOfMember = now() - clock.elapsed();
    const known = () => clock.elapsed() + aheadOfMember;
    return {
      look: ({ isWatching, renew, wantsFree, forgetAfterMs }) =>
        asked(name, () => {
          memory.began ??= now();
          memory.members.set(name, { isWatching, at: known() });
          for (const turn of renew) memory.turns.set(turn, now() + leaseMs);
          for (const [member, { at }] of memory.members) {
            if (forgetAfterMs !== undefined && known() - at > forgetAfterMs) {
              memory.members.delete(member);
            }
          }
          aheadOfMember = now() - clock.elapsed();
          const members = [...memory.members].map(
            ([member, { isWatching: watches, at }]): Member => ({
              name: member,
              isWatching: watches,
              silentMs: now() - at,
            }),
          );
          const free = Array.from({ length: turnCount }, (_, turn) => turn);
          return {
            serverNow: now(),
            generation: generation(),
            generationAgeMs: now() - memory.began,
            members,
            heldMs: Math.max(0, memory.heldUntil - now()),
            free: wantsFree ? free.filter((turn) => !isHeld(turn)) : [],
          };
        }),
      take: (turns) =>
        asked(name, () => {
          const taken = turns.filter((turn) => !isHeld(turn));
          for (const turn of taken) memory.turns.set(turn, now() + leaseMs);
          return { turns: taken, generation: generation(), serverNow: now() };
        }),
      renew: (turns) =>
        asked(name, () => {
          for (const turn of turns) memory.turns.set(turn, now() + leaseMs);
        }),
      release: (turns) => asked(name, () => end(turns)),
      hold: (waitMs) => asked(name, () => void (memory.heldUntil = now() + waitMs)),
      endHold: () => asked(name, () => void (memory.heldUntil = 0)),
      leave(turns) {
        const left = () => {
          memory.members.delete(name);
          end(turns);
        };
        // Behind all that was sent before.
        way(name).then(left, () => undefined);
      },
      close: () => undefined,
    };
  }

  function end(turns: ReadonlyMap<number, number>): void {
    for (const [turn, restMs] of turns) memory.turns.set(turn, now() + restMs);
  }

  return {
    connect: (name) => async () => asked(name, () => serverFor(name)),
    cut: (...names) => (isCut = (name) => names.length === 0 || names.includes(name)),
    mend: () => (isCut = () => false),
    flush: () => {
      generations += 1;
      memory = emptyMemory();
    },
    jump: (ms) => (aheadMs += ms),
    slow: (ms) => (latencyMs = ms),
    fill: (full) => (isFull = full),
    held: () => Array.from({ length: turnCount }, (_, turn) => turn).filter(isHeld).length,
  };
}
