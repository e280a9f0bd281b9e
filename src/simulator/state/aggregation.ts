import type { Clock } from "../../time/clock.ts";
import type { FaultName } from "../http/faults.ts";
import { newStyleId, oldStyleId } from "./ids.ts";
import { type Random, randomOf } from "../timeline/random.ts";
import type { Course } from "../scenarios/scenario.ts";
import type { NamedScenario } from "../scenarios/scenarios.ts";
import { sourceIdOf } from "./sources.ts";
import { endOf, type Step, stepAt, type Timeline } from "../timeline/timeline.ts";

interface AggregationParts<Played extends Course> extends Pick<
  Aggregation<Played>,
  "scenario" | "id" | "source" | "isOptimized"
> {
  /** Decides the scenario's timeline. */
  readonly random: Random;
  readonly clock: Clock;
}

/** The aggregation of a scenario; the seed gives its id, source id and timeline. */
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

/** One id of the simulated tenant. It begins with the first request about it. */
export class Aggregation<Played extends Course = Course> {
  readonly scenario: Played;
  readonly id: string;
  readonly source: { readonly id: string; readonly name: string };
  /** Whether unchanged accounts are left out. */
  readonly isOptimized: boolean;
  readonly timeline: Timeline;
  readonly #clock: Clock;
  readonly #faultsSeen: number[];
  readonly #wallMs = new Map<number, number>();
  #crowdsSeen = 0;
  /** The clock's `now` and `elapsed` at the first request. */
  #first: { readonly nowMs: number; readonly elapsedMs: number } | undefined;

  constructor(parts: AggregationParts<Played>) {
    this.scenario = parts.scenario;
    this.id = parts.id;
    this.source = parts.source;
    this.isOptimized = parts.isOptimized;
    this.timeline = parts.scenario.timeline(parts.random);
    this.#clock = parts.clock;
    this.#faultsSeen = (parts.scenario.faults ?? []).map(() => 0);
  }

  ask(): void {
    this.#first ??= { nowMs: this.#clock.now(), elapsedMs: this.#clock.elapsed() };
  }

  /** Milliseconds since the first request; 0 before it. */
  get elapsedMs(): number {
    return this.#first ? this.#clock.elapsed() - this.#first.elapsedMs : 0;
  }

  /** The moment of the first request, else now. All such moments are ms since the Unix epoch. */
  get firstAskedMs(): number {
    return this.#first?.nowMs ?? this.#clock.now();
  }

  /** When `afterMs` of its time, which may run faster than wall time, had passed; else now. */
  wallMsAt(afterMs: number): number {
    const { elapsedMs } = this;
    if (afterMs >= elapsedMs) return this.#clock.now();
    // Before the first request, its time was wall time.
    if (afterMs <= 0) return this.firstAskedMs + afterMs;
    const passedMs = this.#clock.now() - this.firstAskedMs;
    const at = this.firstAskedMs + Math.round((passedMs * afterMs) / elapsedMs);
    // Every answer must have the same moment.
    const known = this.#wallMs.get(afterMs) ?? at;
    this.#wallMs.set(afterMs, known);
    return known;
  }

  get startMs(): number {
    return this.firstAskedMs - (this.scenario.startedEarlierMs ?? 0);
  }

  get step(): Step | undefined {
    return stepAt(this.timeline, this.elapsedMs);
  }

  get isRunning(): boolean {
    const { task } = this.scenario;
    const taskMs = task?.kind === "over" ? task.afterMs : undefined;
    const endMs = this.scenario.kind === "entitlement" ? taskMs : endOf(this.timeline);
    return this.#first !== undefined && endMs !== undefined && this.elapsedMs < endMs;
  }

  /** The fault of every request about this id; undefined if it may be answered. */
  get refusal(): FaultName | undefined {
    return this.scenario.faults?.find(({ times }) => !Number.isFinite(times))?.fault;
  }

  /** Takes the fault of the present request, if it has one. */
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

  /** Whether another program has begun to use up the budget since the last call. */
  takeCrowd(): boolean {
    const nextMs = this.scenario.crowdedAtMs?.[this.#crowdsSeen];
    if (nextMs === undefined || this.elapsedMs < nextMs) return false;
    this.#crowdsSeen += 1;
    return true;
  }
}
