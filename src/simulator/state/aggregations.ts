import type { Clock } from "../../time/clock.ts";
import { Aggregation, scenarioAggregation } from "./aggregation.ts";
import { newStyleId } from "./ids.ts";
import { type Random, randomOf } from "../timeline/random.ts";
import type { Course } from "../scenarios/scenario.ts";
import { shortRun } from "../scenarios/plans.ts";
import type { NamedScenario } from "../scenarios/scenarios.ts";
import type { SimulatedSource } from "./sources.ts";
import { over, refusedAsRunning } from "../scenarios/task-outcome.ts";
import { unknownFor } from "../timeline/timeline-changes.ts";
import { endOf, unknownId } from "../timeline/timeline.ts";

/** The oldest of more is forgotten. */
const mostStarted = 1000;

/** How long the status of a started aggregation is 404 at first. */
const unknownAtFirstMs = 5000;

/** All ids of the tenant: those of the served scenarios, and those started by clients. */
export class Aggregations {
  readonly served: readonly Aggregation<NamedScenario>[];
  readonly #byId: Map<string, Aggregation>;
  readonly #started: Aggregation[] = [];
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(scenarios: readonly NamedScenario[], seed: number, clock: Clock) {
    this.served = scenarios.map((scenario) => scenarioAggregation(scenario, seed, clock));
    this.#byId = new Map(this.served.map((aggregation) => [aggregation.id, aggregation]));
    this.#clock = clock;
    this.#random = randomOf(seed, "started");
  }

  get(id: string): Aggregation | undefined {
    return this.#byId.get(id);
  }

  /** All that can be listed; a list is a request about each. */
  ask(): readonly Aggregation[] {
    const listed = [...this.#byId.values()].filter(({ refusal }) => refusal === undefined);
    for (const aggregation of listed) aggregation.ask();
    return listed;
  }

  /** Starts one, which fails while another of the source and of its kind runs. */
  start(source: SimulatedSource, isOptimized: boolean, kind?: Course["kind"]): Aggregation {
    const isBusy = [...this.#byId.values()].some(
      (one) => one.source.id === source.id && one.scenario.kind === kind && one.isRunning,
    );
    const ofKind = kind && { kind };
    const course = kind === "entitlement" ? entitlementsCourse : startedCourse;
    const isLater = this.#started.some((one) => one.source.id === source.id);
    const played = isLater && source.scenario?.isPassing ? undefined : source.scenario;
    const aggregation = new Aggregation({
      scenario: isBusy ? { ...refusedCourse, ...ofKind } : course(played),
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

/** The source's scenario once more if that ends, else an ordinary run; the status is 404 at first. */
function startedCourse(scenario: NamedScenario | undefined): Course {
  const played: Course = scenario && isPlayable(scenario) ? scenario : { timeline: shortRun };
  return {
    ...played,
    startedEarlierMs: 0,
    timeline: (random) => unknownFor(unknownAtFirstMs, played.timeline(random)),
  };
}

function isPlayable({ kind, ending, timeline }: NamedScenario): boolean {
  if (kind !== undefined) return false;
  const isEnd = ending === "COMPLETED" || ending === "CANCELLED" || ending === "TERMINATED";
  return isEnd && endOf(timeline(() => 0.5)) !== undefined;
}

const ordinaryEntitlements: Course = {
  kind: "entitlement",
  timeline: () => [unknownId],
  task: { ...over("SUCCESS"), afterMs: 90_000 },
};

function entitlementsCourse(scenario: NamedScenario | undefined): Course {
  return scenario?.kind === "entitlement" ? scenario : ordinaryEntitlements;
}

/** The status stays 404; only the task has the reason. */
const refusedCourse: Course = { timeline: () => [unknownId], task: refusedAsRunning };
