import type { Clock } from "../../time/clock.ts";
import type { FaultName } from "../http/faults.ts";
import { newStyleId, oldStyleId } from "./ids.ts";
import { type Random, randomOf } from "../timeline/random.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { NamedScenario } from "../scenarios/scenarios.ts";
import { sourceIdOf } from "./sources.ts";
import { endOf, type Step, stepAt, type Timeline } from "../timeline/timeline.ts";

/** The first question, from which all of an aggregation's time is counted. */
interface FirstQuestion {
  /** The clock's `now` then. */
  readonly nowMs: number;
  /** The clock's `elapsed` then. */
  readonly elapsedMs: number;
}

/** What makes an aggregation. */
interface AggregationParts<Played extends Scenario> {
  readonly scenario: Played;
  readonly id: string;
  /** What is aggregated. */
  readonly source: { readonly id: string; readonly name: string };
  /** Decides how the scenario goes. */
  readonly random: Random;
  /** Whether unchanged accounts are left out. */
  readonly isOptimized: boolean;
  /** What its time is counted on. */
  readonly clock: Clock;
}

/**
 * The aggregation of a scenario.
 *
 * @param seed the same seed gives the same id, source id and timeline
 */
export function scenarioAggregation(
  scenario: NamedScenario,
  seed: number,
  clock: Clock,
): Aggregation<NamedScenario> {
  const idRandom = randomOf(seed, scenario.name, "id");
  return new Aggregation({
    scenario,
    id: scenario.oldStyleId ? oldStyleId(idRandom) : newStyleId(idRandom),
    source: { id: sourceIdOf(scenario.name, seed), name: scenario.source },
    random: randomOf(seed, scenario.name, "timeline"),
    isOptimized: true,
    clock,
  });
}

/** One id of the simulated tenant. Nothing happens to it until somebody asks about it. */
export class Aggregation<Played extends Scenario = Scenario> {
  readonly scenario: Played;
  readonly id: string;
  readonly source: { readonly id: string; readonly name: string };
  readonly isOptimized: boolean;
  readonly timeline: Timeline;
  readonly #clock: Clock;
  /** How often each of the scenario's faults has happened, in their order. */
  readonly #faultsSeen: number[];
  readonly #wallMs = new Map<number, number>();
  #crowdsSeen = 0;
  #firstQuestion: FirstQuestion | undefined;

  constructor(parts: AggregationParts<Played>) {
    this.scenario = parts.scenario;
    this.id = parts.id;
    this.source = parts.source;
    this.isOptimized = parts.isOptimized;
    this.timeline = parts.scenario.timeline(parts.random);
    this.#clock = parts.clock;
    this.#faultsSeen = (parts.scenario.faults ?? []).map(() => 0);
  }

  /** Somebody asks; the first time, the aggregation begins. */
  ask(): void {
    this.#firstQuestion ??= { nowMs: this.#clock.now(), elapsedMs: this.#clock.elapsed() };
  }

  /** Milliseconds since the first question; 0 before it. */
  get elapsedMs(): number {
    return this.#firstQuestion ? this.#clock.elapsed() - this.#firstQuestion.elapsedMs : 0;
  }

  /** The moment of the first question, in milliseconds since the Unix epoch; now before it. */
  get firstAskedMs(): number {
    return this.#firstQuestion?.nowMs ?? this.#clock.now();
  }

  /**
   * When so much of its time has passed, in milliseconds since the Unix epoch: its time may go faster
   * than the clock on the wall. Now, where that is still to come.
   */
  wallMsAt(afterMs: number): number {
    const { elapsedMs } = this;
    if (afterMs >= elapsedMs) return this.#clock.now();
    // What was before anybody asked was in ordinary time.
    if (afterMs <= 0) return this.firstAskedMs + afterMs;
    const passedMs = this.#clock.now() - this.firstAskedMs;
    const at = this.firstAskedMs + Math.round((passedMs * afterMs) / elapsedMs);
    // The same in every answer.
    const known = this.#wallMs.get(afterMs) ?? at;
    this.#wallMs.set(afterMs, known);
    return known;
  }

  /** When it started, in milliseconds since the Unix epoch. */
  get startMs(): number {
    return this.firstAskedMs - (this.scenario.startedEarlierMs ?? 0);
  }

  /** What the tenant says of it now; undefined where it knows no such id, 404. */
  get step(): Step | undefined {
    return stepAt(this.timeline, this.elapsedMs);
  }

  /** Whether it has begun and has not ended. */
  get isRunning(): boolean {
    const endMs = endOf(this.timeline);
    return this.#firstQuestion !== undefined && endMs !== undefined && this.elapsedMs < endMs;
  }

  /** The fault that whatever is asked about this id meets; undefined if it may be answered. */
  get refusal(): FaultName | undefined {
    return this.scenario.faults?.find(({ times }) => !Number.isFinite(times))?.fault;
  }

  /** Takes the fault that the present request must meet; undefined if it meets none. */
  takeFault(): FaultName | undefined {
    const faults = this.scenario.faults ?? [];
    const index = faults.findIndex(
      ({ afterMs, times }, place) =>
        this.elapsedMs >= afterMs && (this.#faultsSeen[place] ?? 0) < times,
    );
    if (index < 0) return undefined;
    this.#faultsSeen[index] = (this.#faultsSeen[index] ?? 0) + 1;
    return faults[index]?.fault;
  }

  /** Whether another program has begun to use up the budget since this was asked the last time. */
  takeCrowd(): boolean {
    const nextMs = this.scenario.crowdedAtMs?.[this.#crowdsSeen];
    if (nextMs === undefined || this.elapsedMs < nextMs) return false;
    this.#crowdsSeen += 1;
    return true;
  }
}
