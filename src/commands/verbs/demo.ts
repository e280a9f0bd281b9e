import { openConnections } from "../../api/http/connections.ts";
import { readProxies } from "../../api/http/proxies.ts";
import { createTenant } from "../../api/tenant.ts";
import { randomOf } from "../../simulator/timeline/random.ts";
import type { ScenarioName } from "../../simulator/scenarios/scenarios.ts";
import { startSimulator, type SimulatedAggregation } from "../../simulator/server.ts";
import { watchName } from "../../wording/watch-name.ts";
import type { EarlyLeave } from "../../exit/exit-code.ts";
import { awakeClock } from "../../time/awake-clock.ts";
import { type Clock, fasterClock } from "../../time/clock.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { createWatcher } from "../../watch/watcher.ts";
import { createClient } from "../../client/client.ts";
import { openHistory } from "../../history/session.ts";
import { knowSources } from "../session/know-sources.ts";
import type { Host } from "../../process/host.ts";
import { codeOf, type Outcome } from "../../exit/outcome.ts";
import { type Recorder, type RecordOptions, withRecorder } from "../session/record.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import { type ReactionOptions, withReactions } from "../session/reactions.ts";
import { chooseScenarios } from "./scenario-choice.ts";
import { requestLog } from "../tenant/request-log.ts";
import { createSourceStarts } from "../starting/source-starts.ts";
import { firstRequests } from "../session/first-requests.ts";
import { runSession } from "../session/run-session.ts";
import type { ViewOptions } from "../session/session.ts";
import { withSummary } from "../session/summary.ts";
import { type PollingOptions, watchSettings } from "../session/watch-ids.ts";

/** What `aggwatch demo` was called with; times are milliseconds of the demo's own clock. */
export interface DemoOptions
  extends ViewOptions, EarlyLeave, PollingOptions, RecordOptions, ReactionOptions {
  readonly speed: number;
  readonly seed: number;
  readonly timeout?: number;
  /** Whether each request is logged to stderr. */
  readonly verbose: boolean;
}

const shownFirst: readonly ScenarioName[] = ["normal", "deletions", "limiter", "cancelled"];

/**
 * `aggwatch demo [SCENARIO...]`: the watcher as it is, over HTTP, on a simulated tenant. One clock
 * drives both, so every time on the screen is that clock's. The exit code is 0 when every scenario
 * ended as scripted, 1 when one did not, and that of a watch when something else ended the demo.
 */
export function demoCommand(
  args: readonly string[],
  options: DemoOptions,
  host: Host,
): Promise<Outcome> {
  const scenarios = chooseScenarios(args, shownFirst);
  const base = options.speed > 1 ? awakeClock(host.clock) : host.clock;
  const clock = fasterClock(base, options.speed);
  host.lifetime.limit(options.timeout, clock);
  return withReactions(options, host, (reactions) =>
    withSummary(options, host, () =>
      withRecorder(options, host, (recorder) =>
        play(scenarios, options, { recorder, reactions }, host, clock),
      ),
    ),
  );
}

interface Readers {
  readonly recorder: Recorder | undefined;
  readonly reactions: Reactions | undefined;
}

async function play(
  scenarios: readonly ScenarioName[],
  options: DemoOptions,
  { recorder, reactions }: Readers,
  host: Host,
  clock: Clock,
): Promise<Outcome> {
  const { speed, seed, interval, strict } = options;
  const simulator = await startSimulator({
    scenarios,
    seed,
    port: 0,
    aggregationClock: clock,
    clientClock: clock,
  });
  try {
    const { baseUrl, aggregations } = simulator;
    const connections = openConnections(readProxies({}));
    const traced = options.verbose ? await requestLog(host.stderr) : undefined;
    const tenant = createTenant(new URL(baseUrl), simulator, { clock, ...connections, traced });
    const ids = aggregations.map(({ id, source: label }) => ({ id, label }));
    const random = randomOf(seed, "watcher");
    const client = createClient(tenant, { clock, random });
    const watcher = createWatcher(ids, watchSettings(options), { client, clock, random });
    const title = `demo ×${speed}`;
    const info = { title, intervalMs: interval, isStrict: strict };
    const recording = recorder?.begin([watcher], ids, clock, info);
    // What a simulated tenant does says nothing of the user's own: no file is read or written.
    const history = openHistory(watcher, undefined, recording?.usual);
    const { usuals } = history;
    const first = firstRequests(watcher, host.clock, host.lifetime.signal);
    const shown = { title, speed, usuals, view: options, firstRequests: first };
    const starts = createSourceStarts(() => client, clock, host);
    const beside = (signal: AbortSignal) =>
      knowSources(watcher, client, undefined, history, signal);
    await runSession({ watcher, clock, ...shown, early: options, beside, starts, reactions }, host);
    await history.close();
    const departure = host.lifetime.departure();
    const { watches } = watcher.snapshot();
    const surprises = departure.by === "ends" ? unscripted(aggregations, watches) : [];
    for (const surprise of surprises) host.stderr.write(`aggwatch demo: ${surprise}\n`);
    const judged =
      surprises.length === 0
        ? { code: 0, meaning: "every scenario ended as it is scripted" }
        : { code: 1, meaning: "a scenario ended otherwise than it is scripted" };
    const own = departure.by === "ends" && { own: judged };
    const outcome = { departure, watches, isStrict: strict, besides: [], clock, ...own };
    recording?.left({ by: departure.by, exitCode: codeOf(outcome) });
    return outcome;
  } finally {
    await simulator.close();
  }
}

function unscripted(
  aggregations: readonly SimulatedAggregation[],
  watches: readonly Watch[],
): readonly string[] {
  return watches.flatMap((watch) => {
    const scripted = aggregations.find(({ id }) => id === watch.id);
    // What the user has started or added meanwhile follows no script of the demo.
    if (!scripted) return [];
    const expected = endText(scripted.ending, scripted.verdict);
    const verdict = watch.ending && "verdict" in watch.ending ? watch.ending.verdict : undefined;
    const actual = endText(watch.ending?.kind, verdict?.kind);
    if (actual === expected) return [];
    return [`${watchName(watch)} was to end as ${expected} and ended as ${actual}`];
  });
}

function endText(ending: string | undefined, verdict: string | undefined): string {
  if (ending === undefined) return "nothing";
  return verdict === undefined ? ending : `${ending}, verdict ${verdict}`;
}
