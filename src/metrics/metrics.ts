import { outcomeName, stateName, stateOf } from "../output/ndjson/outcome.ts";
import type { Run } from "../history/run.ts";
import type { Clock } from "../time/clock.ts";
import { tenantName } from "../wording/watch-name.ts";
import { type Condition, conditions } from "../watch/model/condition.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { type Moment, momentOf } from "../watch/model/moment.ts";
import { clientOf, type Snapshot } from "../watch/model/snapshot.ts";
import type { TimedEvent } from "../watch/model/timed-event.ts";
import { kindOf, type Watch } from "../watch/model/watch.ts";
import { noWaits, waitedMs, type Waits, withoutRest, withWait } from "../watch/model/waits.ts";
import type { Observer } from "../watch/observer.ts";
import { aggregationSamples } from "./aggregation-samples.ts";
import { clientSamples } from "./client-samples.ts";
import type { FamilyName, Sample } from "./families.ts";
import { type LastSuccesses, succeededAt, successesOf, withSuccess } from "./last-successes.ts";
import { type AnsweredRequest, toldFetch } from "./requests.ts";
import { type Listed, mostAggregations, shownOf } from "./shown.ts";

export interface Metrics extends Observer {
  /** Takes what earlier runs of the program have kept. */
  readonly remember: (runs: readonly Run[]) => void;
  /** All there is to tell now. A tenant is called by the name of its host alone. */
  readonly samples: () => readonly Sample[];
  /** The same, all of the moment of the call, in parts that are made as they are taken. */
  readonly parts: () => Iterable<readonly Sample[]>;
}

const endConditions = [
  "completed",
  "completedWithWarnings",
  "completedWithErrors",
  "failed",
  "cancelled",
  "terminated",
  "refused",
  "expired",
  "notFound",
  "givenUp",
] as const satisfies readonly Condition[];

/** Aggregations in a part: a millisecond or two of work. */
const aggregationsInAPart = 100;

interface Watched {
  readonly feed: WatchFeed;
  readonly clock: Clock;
}

/** Counts what happens in a command, and reads what it watches whenever samples are wanted. */
export function createMetrics(versions: {
  readonly version: string;
  readonly node: string;
}): Metrics {
  const requests = createCounter("aggwatch_client_requests_total");
  const waits = createCounter("aggwatch_client_waits_total");
  const ended = createCounter("aggwatch_aggregations_ended_total");
  /** By host. */
  const waited = new Map<string, Waits>();
  const hosts = new Set<string>();
  let successes: LastSuccesses = new Map();
  let watched: Watched | undefined;
  /** Ended ones that are not watched any more, by id. */
  let past: ReadonlyMap<string, Listed> = new Map();

  function answered({ host, endpoint, status }: AnsweredRequest): void {
    hosts.add(host);
    requests.add({ tenant: tenantName(host), endpoint, code: String(status ?? "none") });
  }

  function keep(listed: readonly Listed[]): void {
    const ended = listed.filter(({ watch }) => watch.ending);
    const all = new Map([...past, ...ended.map((one) => [one.watch.id, one] as const)]);
    past = new Map([...all].slice(-mostAggregations));
  }

  function happened({ feed, clock }: Watched, { watch, event }: TimedEvent): void {
    if (event.type === "dropped" && watch) keep([listedOf(feed.snapshot(), watch)]);
    if (event.type === "wait") {
      const { host = feed.snapshot().clients[0].host } = event;
      const now = clock.elapsed();
      const wait = { from: now, until: now + event.waitMs };
      waited.set(host, withWait(waited.get(host) ?? noWaits, wait));
      waits.add({ tenant: tenantName(host) });
    }
    if (event.type !== "ended" || !watch) return;
    const { host } = clientOf(feed.snapshot(), watch);
    ended.add({ tenant: tenantName(host), outcome: outcomeName(event.ending) });
    const { label: source } = watch;
    const at = succeededAt(event.ending);
    if (source === undefined || at === undefined) return;
    successes = withSuccess(successes, { host, source, kind: kindOf(watch), at });
  }

  /** A wait that the user has ended is over in the budget. */
  function waitSamples({ clients }: Snapshot, elapsed: number): readonly Sample[] {
    return clients.map(({ host, budget }) => {
      const known = withoutRest(waited.get(host) ?? noWaits, budget.closedUntil);
      waited.set(host, known);
      return {
        family: "aggwatch_client_wait_seconds_total",
        labels: { tenant: tenantName(host) },
        value: waitedMs(known, elapsed) / 1000,
      };
    });
  }

  function watchParts(
    { feed, clock }: Watched,
    counted: readonly Sample[],
  ): Iterable<readonly Sample[]> {
    const snapshot = feed.snapshot();
    const { watches, clients, look } = snapshot;
    const now = momentOf(clock);
    const present = new Map(watches.map((watch) => [watch.id, listedOf(snapshot, watch)]));
    const { shown, omitted } = shownOf([...new Map([...past, ...present]).values()], now.wall);
    // The first client's tenant is the one that is followed.
    const labels = { tenant: tenantName(clients[0].host) };
    const value = look?.problem === undefined ? 1 : 0;
    const looking: Sample[] = look ? [{ family: "aggwatch_listing_success", labels, value }] : [];
    const others: readonly Sample[] = [
      ...counted,
      ...stateCounts(snapshot),
      { family: "aggwatch_aggregations_omitted", labels: {}, value: omitted },
      ...looking,
      ...clients.flatMap((client) => clientSamples(client, tenantName(client.host), now.elapsed)),
      ...waitSamples(snapshot, now.elapsed),
    ];
    return partsOf(others, shown, now);
  }

  function parts(): Iterable<readonly Sample[]> {
    const counted: readonly Sample[] = [
      { family: "aggwatch_build_info", labels: versions, value: 1 },
      ...ended.samples(),
      ...successSamples(),
      ...requests.samples(),
      ...waits.samples(),
    ];
    return watched ? watchParts(watched, counted) : [counted];
  }

  /** Of the tenants of this command alone: the history knows others as well. */
  function successSamples(): readonly Sample[] {
    return [...successes.values()].flatMap(({ host, source, kind, at }) => {
      const labels = { tenant: tenantName(host), source, kind };
      return hosts.has(host)
        ? [{ family: "aggwatch_source_last_success_timestamp_seconds", labels, value: at / 1000 }]
        : [];
    });
  }

  return {
    follows: (fetch) => toldFetch(fetch, answered),
    watches(feed, clock) {
      const now = { feed, clock };
      const before = watched?.feed.snapshot();
      if (before) keep(before.watches.map((watch) => listedOf(before, watch)));
      watched = now;
      for (const { host } of feed.snapshot().clients) {
        hosts.add(host);
        for (const outcome of outcomes) ended.add({ tenant: tenantName(host), outcome }, 0);
        waits.add({ tenant: tenantName(host) }, 0);
      }
      const stop = feed.onEvent((event) => happened(now, event));
      // What it came to is still read, for the last time when all is over.
      return stop;
    },
    remember(runs) {
      // The newest first, since those before it then change nothing.
      for (const success of successesOf(runs).toReversed()) {
        successes = withSuccess(successes, success);
      }
    },
    samples: () => [...parts()].flat(),
    parts,
  };
}

/** Watches do not change: what is told of them later is told of the same moment. */
function* partsOf(
  others: readonly Sample[],
  shown: readonly Listed[],
  now: Moment,
): Generator<readonly Sample[]> {
  yield others;
  for (let from = 0; from < shown.length; from += aggregationsInAPart) {
    const listed = shown.slice(from, from + aggregationsInAPart);
    yield listed.flatMap((one) => aggregationSamples(one, now));
  }
}

/** All outcomes there can be: a counter that is there from the start shows its first increase. */
const outcomes = [...endConditions.map(stateName), "SIGN_IN_REFUSED"];

function listedOf(snapshot: Snapshot, watch: Watch): Listed {
  const { host, intervalMs } = clientOf(snapshot, watch);
  return { watch, tenant: tenantName(host), intervalMs };
}

/** How many are in each state, by tenant; those that none is in have 0, so that a graph has no gaps. */
function stateCounts(snapshot: Snapshot): readonly Sample[] {
  const states = Object.keys(conditions).map((condition) => stateName(condition as Condition));
  return snapshot.clients.flatMap((client) => {
    const own = snapshot.watches.filter((watch) => clientOf(snapshot, watch) === client);
    const counts = new Map(states.map((state) => [state, 0]));
    for (const watch of own) counts.set(stateOf(watch), (counts.get(stateOf(watch)) ?? 0) + 1);
    const tenant = tenantName(client.host);
    return [...counts].map(([state, value]): Sample => ({
      family: "aggwatch_aggregations",
      labels: { tenant, state },
      value,
    }));
  });
}

/** A counter of one family, by its labels. */
function createCounter(family: FamilyName) {
  const counts = new Map<string, { readonly labels: Sample["labels"]; count: number }>();
  return {
    add(labels: Sample["labels"], amount = 1): void {
      const key = JSON.stringify(labels);
      const entry = counts.get(key) ?? { labels, count: 0 };
      entry.count += amount;
      counts.set(key, entry);
    },
    samples: (): readonly Sample[] =>
      [...counts.values()].map(({ labels, count }) => ({ family, labels, value: count })),
  };
}
