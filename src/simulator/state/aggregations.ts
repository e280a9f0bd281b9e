import type { Clock } from "../../time/clock.ts";
import { Aggregation, scenarioAggregation } from "./aggregation.ts";
import { newStyleId } from "./ids.ts";
import { type Random, randomOf } from "../timeline/random.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { shortRun } from "../scenarios/plans.ts";
import type { NamedScenario } from "../scenarios/scenarios.ts";
import type { SimulatedSource } from "./sources.ts";
import { refusedAsRunning } from "../scenarios/task-outcome.ts";
import { later } from "../timeline/timeline-changes.ts";
import { endOf } from "../timeline/timeline.ts";

/** The oldest of those that were started is forgotten when there are more. */
const mostStarted = 1000;

/** How long the status endpoint does not know an aggregation that was started, in milliseconds. */
const unknownAtFirstMs = 5000;

/** All ids of the tenant: those of the served scenarios, and those that somebody has started. */
export class Aggregations {
  /** In the order in which their scenarios were asked for. */
  readonly served: readonly Aggregation<NamedScenario>[];
  readonly #byId: Map<string, Aggregation>;
  readonly #started: Aggregation[] = [];
  readonly #clock: Clock;
  readonly #random: Random;

  /** @param clock what their time is counted on */
  constructor(scenarios: readonly NamedScenario[], seed: number, clock: Clock) {
    this.served = scenarios.map((scenario) => scenarioAggregation(scenario, seed, clock));
    this.#byId = new Map(this.served.map((aggregation) => [aggregation.id, aggregation]));
    this.#clock = clock;
    this.#random = randomOf(seed, "started");
  }

  get(id: string): Aggregation | undefined {
    return this.#byId.get(id);
  }

  /** All that can be listed; whoever lists them asks about each. */
  ask(): readonly Aggregation[] {
    const listed = [...this.#byId.values()].filter(({ refusal }) => refusal === undefined);
    for (const aggregation of listed) aggregation.ask();
    return listed;
  }

  /** Starts one. While another of the source runs it comes to nothing but an error. */
  start(source: SimulatedSource, isOptimized: boolean): Aggregation {
    const isBusy = [...this.#byId.values()].some(
      (one) => one.source.id === source.id && one.isRunning,
    );
    const aggregation = new Aggregation({
      scenario: isBusy ? refusedScenario(source) : startedScenario(source),
      id: newStyleId(this.#random),
      source,
      random: this.#random,
      isOptimized,
      clock: this.#clock,
    });
    aggregation.ask();
    this.#byId.set(aggregation.id, aggregation);
    this.#started.push(aggregation);
    if (this.#started.length > mostStarted) this.#byId.delete(this.#started.shift()?.id ?? "");
    return aggregation;
  }
}

/** What the source's scenario plays, if that comes to an end; nobody knows its id at first. */
function startedScenario({ name, scenario }: SimulatedSource): Scenario {
  const ordinary = {
    name,
    source: name,
    about: "",
    ending: "COMPLETED",
    timeline: shortRun,
  } as const;
  const played = scenario && isPlayable(scenario) ? scenario : ordinary;
  return {
    ...played,
    startedEarlierMs: 0,
    timeline: (random) => [
      { atMs: 0, status: undefined, counters: undefined },
      ...later(played.timeline(random), unknownAtFirstMs),
    ],
  };
}

function isPlayable({ ending, timeline }: NamedScenario): boolean {
  const isEnd = ending === "COMPLETED" || ending === "CANCELLED" || ending === "TERMINATED";
  return isEnd && endOf(timeline(() => 0.5)) !== undefined;
}

/** The status endpoint never gets to know it; its task tells why. */
function refusedScenario({ name }: SimulatedSource): Scenario {
  return {
    name,
    source: name,
    about: "",
    ending: "NOT_FOUND",
    timeline: () => [{ atMs: 0, status: undefined, counters: undefined }],
    task: refusedAsRunning,
  };
}
