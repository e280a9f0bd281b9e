import type { NotStarted } from "../../exit/outcome.ts";
import type { Watch, WatchedId } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import { afterEnd, type Tries, type TryRules } from "./after-end.ts";
import {
  left,
  leftCode,
  leftReason,
  seeStartThrough,
  type StartPorts,
  type StartResult,
} from "./one-start.ts";
import { createRoster, type EndedWatch } from "./roster.ts";
import { chainOf, orderName, type StartOrder } from "./start-order.ts";
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
  /** Of the order, and of those after it. */
  readonly results: { readonly order: StartOrder; readonly result: StartResult }[];
}

/** Of an order whose turn came only if the one before had ended well. */
const notWellReason = "its accounts did not end well";

/** Without a watch all are started at once. */
export function conductStarts(
  orders: readonly StartOrder[],
  ports: Omit<StartPorts, "roster" | "tried">,
): Conductor {
  const { options } = ports.work;
  const { stop } = ports;
  const roster = createRoster();
  const entries = orders.map((order): Entry => ({ order, place: "waiting", results: [] }));
  const underWay = new Set<Promise<void>>();
  const attempts = new Map<string, { readonly tries: Tries; readonly rules: TryRules }>();
  const tried: StartPorts["tried"] = (id, tries, rules) => void attempts.set(id, { tries, rules });

  function isClosed(): boolean {
    return stop.aborted || resultsOf(entries).some(({ isLast }) => isLast);
  }

  function toStart(): number {
    if (isClosed()) return 0;
    const counts = entries.map(({ order, place, results }) => {
      const underWay = place === "waiting" ? 0 : 1;
      return Math.max(0, chainOf(order).length - underWay - results.length);
    });
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** The next that may start now. */
  function next(): Entry | undefined {
    if (isClosed()) return undefined;
    const places = entries.map(({ place }) => place);
    return entries[nextStart(places, options) ?? -1];
  }

  async function seeToEnd(entry: Entry, begun: () => void): Promise<void> {
    let before: StartResult | undefined;
    for (const order of chainOf(entry.order)) {
      const result =
        before && !before.isDone
          ? notSent(order, before)
          : await seeStartThrough(order, { ...ports, roster, tried }, begun);
      entry.results.push({ order, result });
      before = result;
      roster.queued(toStart());
    }
    entry.place = resultsOf([entry]).some(({ place }) => place === "badly") ? "badly" : "well";
    roster.queued(toStart());
  }

  /** The one before it has not ended well. */
  function notSent(order: StartOrder, before: StartResult): StartResult {
    if (before.place === "well") return { ...left, notStarted: before.notStarted ?? leftReason };
    const { stderr } = ports.work.host;
    stderr.write(`aggwatch: ${orderName(order)}: not started: ${notWellReason}\n`);
    return { place: "badly", notStarted: notWellReason };
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
      codes: entries.flatMap(({ place, results }) =>
        place === "waiting" ? leftCode : results.flatMap(({ result }) => result.code ?? []),
      ),
      notStarted: entries.flatMap(({ order: first, place, results }) =>
        place === "waiting"
          ? chainOf(first).map((order) => ({ name: orderName(order), reason: leftReason }))
          : results.flatMap(({ order, result: { notStarted: reason } }) =>
              reason === undefined ? [] : [{ name: orderName(order), reason }],
            ),
      ),
      hasFailed: resultsOf(entries).some(
        ({ place, code }) => place === "badly" && code !== undefined,
      ),
    }),
  };
}

function resultsOf(entries: readonly Entry[]): readonly StartResult[] {
  return entries.flatMap(({ results }) => results.map(({ result }) => result));
}
