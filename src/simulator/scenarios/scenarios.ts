import type { Scenario, ScriptedEnding } from "./scenario.ts";
import { endings } from "./endings.ts";
import { entitlements } from "./entitlements.ts";
import { mishaps } from "./mishaps.ts";
import { progress } from "./progress.ts";
import { shapes } from "./shapes.ts";

export type { ScriptedEnding };

const table = [...progress, ...shapes, ...endings, ...entitlements, ...mishaps] as const;

export type ScenarioName = (typeof table)[number]["name"];

export type NamedScenario = Scenario & { readonly name: ScenarioName };

/** All scenarios, in the order of listings. */
export const scenarios: readonly NamedScenario[] = table;

export const scenarioNames: readonly ScenarioName[] = scenarios.map(({ name }) => name);

/** @throws RangeError if there is no such scenario */
export function scenarioOf(name: ScenarioName): NamedScenario {
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario) throw new RangeError(`no scenario is called ${name}`);
  return scenario;
}
