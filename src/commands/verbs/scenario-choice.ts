import { UsageError } from "../../system/usage-error.ts";
import {
  type ScenarioName,
  scenarioNames,
  scenarios,
} from "../../simulator/scenarios/scenarios.ts";
import { safeText } from "../../text/safe-text.ts";

/** Reads scenario names, or `all`; `unnamed` is the choice without any. It throws UsageError. */
export function chooseScenarios(
  args: readonly string[],
  unnamed: readonly ScenarioName[],
): readonly ScenarioName[] {
  if (args.length === 0) return unnamed;
  const chosen = args.flatMap((arg) => (arg === "all" ? scenarioNames : [scenarioCalled(arg)]));
  return [...new Set(chosen)];
}

/** A line for each scenario, for `--help`. */
export function scenarioList(): string {
  const columns = Math.max(...scenarioNames.map((name) => name.length));
  const lines = scenarios.map(({ name, about }) => `  ${name.padEnd(columns)}  ${about}`);
  return ["", "Scenarios:", ...lines].join("\n");
}

function scenarioCalled(name: string): ScenarioName {
  const found = scenarioNames.find((one) => one === name);
  if (found) return found;
  throw new UsageError(
    `there is no scenario "${safeText(name)}"; there are: all, ${scenarioNames.join(", ")}`,
  );
}
