import { type BudgetAddress, budgetServerText } from "../client/fleet/budget-address.ts";
import { lossOf } from "../client/fleet/loss.ts";
import type { Fleets } from "../client/fleet/open-fleet.ts";
import { safeText } from "../text/safe-text.ts";
import type { Clock } from "../time/clock.ts";
import { withDeadline } from "../time/deadline.ts";
import { unlessAborted } from "../time/unless-aborted.ts";
import type { Check } from "./check.ts";

const name = "budget server";
const patienceMs = 5000;

/** A budget server to look at. */
export interface BudgetPatient {
  readonly address: BudgetAddress;
  readonly fleets: Pick<Fleets, "reach" | "turnsOf">;
  readonly clock: Clock;
}

/**
 * Whether the budget server can be reached and lets this user do what sharing takes: it joins the
 * client of that key, leases a turn and gives it back.
 */
export async function checkBudget(
  { address, fleets, clock }: BudgetPatient,
  key: string,
  signal: AbortSignal,
): Promise<Check> {
  const place = safeText(budgetServerText(address));
  try {
    const found = await withDeadline(clock, patienceMs, signal, (either) =>
      unlessAborted(examine(fleets, key, clock, either), either),
    );
    return { name, verdict: "good", found: [`${place}, ${found[0]}`, ...found.slice(1)] };
  } catch (error) {
    signal.throwIfAborted();
    const { reason, advice = "check --budget, or leave it out: aggwatch works without it" } =
      lossOf(error);
    return { name, verdict: "bad", found: [`${place}: ${reason}`], advice, exitCode: 2 };
  }
}

async function examine(
  { reach, turnsOf }: BudgetPatient["fleets"],
  key: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const reached = await reach(signal);
  const server = turnsOf(reached, key);
  try {
    const askedAt = clock.elapsed();
    const seen = await server.look({
      isWatching: false,
      renew: [],
      wantsFree: true,
      forgetAfterMs: undefined,
    });
    const tookMs = clock.elapsed() - askedAt;
    const apartMs = Math.abs(seen.serverNow - clock.now());
    const taken = await server.take(seen.free.slice(0, 1));
    await server.release(new Map(taken.turns.map((turn) => [turn, 0])));
    const watchers = seen.members.filter(({ isWatching }) => isWatching).length;
    const sharers = watchers === 1 ? "1 watcher shares" : `${watchers} watchers share`;
    return [
      `version ${reached.version}, replied in ${tookMs} ms; all commands permitted`,
      `${sharers} this client's budget`,
      `clock ${(apartMs / 1000).toFixed(1)}s off this computer's, which is fine`,
    ];
  } finally {
    server.leave(new Map());
    server.close();
  }
}
