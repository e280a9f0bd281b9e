import type { Option } from "commander";
import { budgetPasswordVariable } from "../system/environment.ts";
import { valueOf } from "../system/environment.ts";
import { UsageError } from "../system/usage-error.ts";
import { variableOf } from "../settings/defaultable.ts";
import { type DefaultsWorld, fileVariable } from "../settings/file.ts";
import { readDefaults } from "../settings/read-defaults.ts";
import { safeText } from "../text/safe-text.ts";
import type { Check } from "./check.ts";

const name = "defaults";

/** Which defaults of flags the user has set, and where each comes from. */
export async function checkDefaults(
  flags: readonly Option[],
  world: DefaultsWorld,
): Promise<Check> {
  try {
    const { file, defaults, keys } = await readDefaults(flags, world);
    const there = file?.text === undefined ? "not found" : "read";
    const found = [
      file ? `${file.name}: ${there}` : "no home directory, so no configuration file",
      ...defaults.map(({ option, given, source, place }) => {
        const kind = source === "env" ? "environment" : "file";
        return `  ${option.attributeName()}: ${safeText(given)}, from the ${kind}: ${place}`;
      }),
    ];
    if (file && keys.size > 0) {
      found.push(`  keys: ${[...keys.keys()].join(", ")}, from the file: ${file.name}`);
    }
    const advice = unknownText(flags, world);
    if (advice === undefined) return { name, verdict: "good", found };
    return { name, verdict: "note", found, advice };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const found = ["a default cannot be used"];
    return { name, verdict: "bad", found, advice: error.message, exitCode: 2 };
  }
}

/** A misspelled variable has no effect, and nothing else reports it. */
function unknownText(flags: readonly Option[], { env }: DefaultsWorld): string | undefined {
  const known = [fileVariable, budgetPasswordVariable, ...flags.map(variableOf)];
  const unknown = Object.keys(env).filter(
    (one) => one.startsWith("AGGWATCH_") && !known.includes(one) && valueOf(one, env) !== "",
  );
  if (unknown.length === 0) return undefined;
  return `${unknown.map((name) => safeText(name)).join(", ")} has no effect; the variables are: ${known.join(", ")}`;
}
