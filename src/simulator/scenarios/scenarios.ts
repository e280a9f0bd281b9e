import type { Scenario, ScriptedEnding } from "./scenario.ts";
import { endings } from "./endings.ts";
import { mishaps } from "./mishaps.ts";
import { progress } from "./progress.ts";
import { shapes } from "./shapes.ts";

export type { ScriptedEnding };

const table = [...progress, ...shapes, ...endings, ...mishaps] as const;

/** What a scenario may be asked for by. */
export type ScenarioName = (typeof table)[number]["name"];

/** A scenario of the table. */
export type NamedScenario = Scenario & { readonly name: ScenarioName };

/** All that the simulated tenant can play, in the order in which listings show them. */
export const scenarios: readonly NamedScenario[] = table;

/** The names of all scenarios, in the same order. */
export const scenarioNames: readonly ScenarioName[] = scenarios.map(({ name }) => name);

/** @throws RangeError if no scenario has that name */
export function scenarioOf(name: ScenarioName): NamedScenario {
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario) throw new RangeError(`no scenario is called ${name}`);
  return scenario;
}
