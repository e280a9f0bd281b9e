import { UsageError } from "../../system/usage-error.ts";
import { type ScenarioName, scenarioNames } from "../../simulator/scenarios/scenarios.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
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

function scenarioCalled(name: string): ScenarioName {
  const found = scenarioNames.find((one) => one === name);
  if (found) return found;
  const hint = didYouMean(name, ["all", ...scenarioNames]) ?? "to see all: aggwatch demo --help";
  throw new UsageError(`no scenario "${safeText(name)}"; ${hint}`);
}
