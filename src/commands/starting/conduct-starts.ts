import type { NotStarted } from "../../exit/outcome.ts";
import type { Watch, WatchedId } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import { afterEnd, type Tries, type TryRules } from "./after-end.ts";
import {
  leftCode,
  leftReason,
  seeStartThrough,
  type StartPorts,
  type StartResult,
} from "./one-start.ts";
import { createRoster, type EndedWatch } from "./roster.ts";
import type { StartOrder } from "./start-order.ts";
import { nextStart, type Place } from "./start-queue.ts";

/** Sees the starts of a queue through, each in its turn. */
export interface Conductor {
  /** The first ones, until ids are there to watch, or nothing is left to start. */
  readonly begin: () => Promise<readonly WatchedId[]>;
  /** The rest, while what was begun is watched. */
  readonly bring: (watcher: Watcher) => Promise<void>;
  /** How many are still to come. */
  readonly toStart: () => number;
  /** Whether the end of a watched id is an outcome. */
  readonly counts: (watch: Watch, ending: EndedWatch["ending"]) => boolean;
  /** Those of the roster that were sent. */
  readonly started: () => readonly WatchedId[];
  readonly result: () => StartsResult;
}

/** What has come of the starts, besides the outcomes of ids. */
export interface StartsResult {
  readonly codes: readonly number[];
  readonly notStarted: readonly NotStarted[];
  /** Whether a start was sent or prepared in vain. */
  readonly hasFailed: boolean;
}

/** More would keep a screen waiting; the requests for as many leave without a pause. */
const mostBeforeWatch = 20;

interface Entry {
  readonly order: StartOrder;
  place: Place;
  result?: StartResult;
}

/** Without a watch all are started at once. */
export function conductStarts(
  orders: readonly StartOrder[],
  ports: Omit<StartPorts, "roster" | "tried">,
): Conductor {
  const { options } = ports.work;
  const { stop } = ports;
  const roster = createRoster();
  const entries = orders.map((order): Entry => ({ order, place: "waiting" }));
  const underWay = new Set<Promise<void>>();
  const attempts = new Map<string, { readonly tries: Tries; readonly rules: TryRules }>();
  const tried: StartPorts["tried"] = (id, tries, rules) => void attempts.set(id, { tries, rules });

  function isClosed(): boolean {
    return stop.aborted || entries.some(({ result }) => result?.isLast);
  }

  function toStart(): number {
    return isClosed() ? 0 : entries.filter(({ place }) => place === "waiting").length;
  }

  /** The next that may start now. */
  function next(): Entry | undefined {
    if (isClosed()) return undefined;
    const places = entries.map(({ place }) => place);
    return entries[nextStart(places, options) ?? -1];
  }

  async function seeToEnd(entry: Entry, begun: () => void): Promise<void> {
    const result = await seeStartThrough(entry.order, { ...ports, roster, tried }, begun);
    entry.result = result;
    entry.place = result.place;
    roster.queued(toStart());
  }

  /** Settles once there is nothing to do for it but to wait. */
  async function start(entry: Entry): Promise<void> {
    const begun = Promise.withResolvers<void>();
    entry.place = "underWay";
    roster.queued(toStart());
    const seen = seeToEnd(entry, begun.resolve).finally(() => underWay.delete(seen));
    underWay.add(seen);
    await Promise.race([begun.promise, seen]);
  }

  /** One after the other, so that each knows of those before. */
  async function startThose(most: number): Promise<void> {
    for (let nth = 0; nth < most; nth += 1) {
      const entry = next();
      if (!entry) return;
      await start(entry);
    }
  }

  return {
    async begin() {
      const most = options.watch ? mostBeforeWatch : Number.POSITIVE_INFINITY;
      do await startThose(most);
      while (roster.ids().length === 0 && next());
      return roster.ids();
    },
    async bring(watcher) {
      roster.open(watcher);
      for (;;) {
        await startThose(Number.POSITIVE_INFINITY);
        if (underWay.size === 0) return;
        await Promise.race(underWay);
      }
    },
    toStart,
    counts({ id, isAwaited, phases }, ending) {
      const attempt = attempts.get(id);
      if (isAwaited || !attempt) return !isAwaited;
      return afterEnd({ phases, ending }, attempt.tries, attempt.rules) === "over";
    },
    started: () => roster.ids().filter(({ id }) => (attempts.get(id)?.tries.starts ?? 0) > 0),
    result: () => ({
      codes: entries.flatMap(({ place, result }) =>
        place === "waiting" ? leftCode : (result?.code ?? []),
      ),
      notStarted: entries.flatMap(({ order, place, result }) => {
        const reason = place === "waiting" ? leftReason : result?.notStarted;
        return reason === undefined ? [] : [{ name: order.source.name, reason }];
      }),
      hasFailed: entries.some(
        ({ place, result }) => place === "badly" && result?.code !== undefined,
      ),
    }),
  };
}
