import type { Estimator, Follower, Known } from "../estimator.ts";
import { quantile } from "../quantile.ts";
import type { EarlierCounter } from "../../../src/watch/forecast/usual.ts";
import type { KnownRun } from "../sources/earlier-run.ts";
import type { Answer } from "../traces/trace.ts";

/**
 * The time that what is left has usually taken. `history alone` believes that to the end, as ninja's
 * status line does; `full slowdown` multiplies it by how much slower than usual the run has been so
 * far, as ParaTimer does for queries.
 *
 * Sources: `StatusPrinter` in https://github.com/ninja-build/ninja/blob/v1.12.1/src/status.cc;
 * K. Morton, M. Balazinska, D. Grossman, ParaTimer (2010).
 */
export const historyAlone: Estimator = {
  name: "history alone",
  follow: (known) => follow(known, false),
};

export const fullSlowdown: Estimator = {
  name: "full slowdown",
  follow: (known) => follow(known, true),
};

type Pick = (run: KnownRun) => number | undefined;

function follow({ earlier }: Known, isSlowed: boolean): Follower {
  const usual = (pick: Pick) =>
    quantile(
      earlier.flatMap((run) => pick(run) ?? []),
      0.5,
    );
  const tookMs = usual((run) => run.tookMs) ?? 0;
  const tailMs = usual((run) => run.tailMs) ?? 0;
  const perAccountMs = usual((run) => perOneMs(run.accounts)) ?? 0;
  const perIdentityMs = usual((run) => perOneMs(run.identities)) ?? 0;
  const perAccount =
    usual((run) => run.identities && run.accounts && run.identities.total / run.accounts.total) ??
    0;
  const beginShare = usual((run) => run.beginShare) ?? 0;
  let answer: Answer | undefined;
  let collectedAtMs: number | undefined;
  let begunAtMs: number | undefined;

  const counterMs = (done: number, total: number, perOne: number, sinceMs: number | undefined) => {
    const leftMs = (total - done) * perOne;
    const usualMs = done * perOne;
    return isSlowed && sinceMs !== undefined && usualMs > 0 ? (leftMs * sinceMs) / usualMs : leftMs;
  };

  return {
    see: (next, atMs) => {
      answer = next;
      if (next.status !== "ACCOUNTS_COLLECTED") return;
      collectedAtMs ??= atMs;
      if ((next.counters.processedIdentities ?? 0) > 0) begunAtMs ??= atMs;
    },
    say: (atMs) => {
      const none = { leftMs: undefined, isStalled: false };
      if (earlier.length === 0 || !answer) return none;
      if (answer.status === "STARTED") return { ...none, leftMs: Math.max(0, tookMs - atMs) };
      const { totalAccounts = 0, processedAccounts = 0 } = answer.counters;
      const { totalIdentities = 0, processedIdentities = 0 } = answer.counters;
      const sinceMs = collectedAtMs === undefined ? undefined : atMs - collectedAtMs;
      const accountsMs = counterMs(processedAccounts, totalAccounts, perAccountMs, sinceMs);
      const identities = totalIdentities > 0 ? totalIdentities : totalAccounts * perAccount;
      const waits = Math.max(0, beginShare * totalAccounts - processedAccounts) * perAccountMs;
      const ownMs = begunAtMs === undefined ? undefined : atMs - begunAtMs;
      const identitiesMs =
        (begunAtMs === undefined ? waits : 0) +
        counterMs(processedIdentities, identities, perIdentityMs, ownMs);
      return { ...none, leftMs: Math.max(accountsMs, identitiesMs) + tailMs };
    },
  };
}

function perOneMs(counter: EarlierCounter | undefined): number | undefined {
  return counter && counter.tookMs / counter.total;
}
