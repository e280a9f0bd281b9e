import type { Clock } from "../time/clock.ts";
import type { FaultName } from "./faults.ts";
import { newStyleId, oldStyleId } from "./ids.ts";
import { drawHex, randomOf } from "./random.ts";
import type { NamedScenario } from "./scenarios.ts";
import { type Step, stepAt, type Timeline } from "./timeline.ts";

/** The first question, from which all of an aggregation's time is counted. */
interface FirstQuestion {
  /** The clock's `now` then. */
  readonly nowMs: number;
  /** The clock's `elapsed` then. */
  readonly elapsedMs: number;
}

/** One id of the simulated tenant. Nothing happens to it until somebody asks about it. */
export class Aggregation {
  readonly scenario: NamedScenario;
  readonly id: string;
  readonly sourceId: string;
  readonly timeline: Timeline;
  readonly #clock: Clock;
  /** How often each of the scenario's faults has happened, in their order. */
  readonly #faultsSeen: number[];
  #crowdsSeen = 0;
  #firstQuestion: FirstQuestion | undefined;

  /**
   * @param seed the same seed gives the same id, source id and timeline
   * @param clock what the aggregation's time is counted on
   */
  constructor(scenario: NamedScenario, seed: number, clock: Clock) {
    const idRandom = randomOf(seed, scenario.name, "id");
    this.scenario = scenario;
    this.id = scenario.oldStyleId ? oldStyleId(idRandom) : newStyleId(idRandom);
    this.sourceId = drawHex(randomOf(seed, scenario.name, "source"), 32);
    this.timeline = scenario.timeline(randomOf(seed, scenario.name, "timeline"));
    this.#clock = clock;
    this.#faultsSeen = (scenario.faults ?? []).map(() => 0);
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

  /** When it started, in milliseconds since the Unix epoch. */
  get startMs(): number {
    return this.firstAskedMs - (this.scenario.startedEarlierMs ?? 0);
  }

  /** What the tenant says of it now; undefined where it knows no such id, 404. */
  get step(): Step | undefined {
    return stepAt(this.timeline, this.elapsedMs);
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
