import type { Option } from "commander";
import { valueOf } from "../config/environment.ts";
import { naming } from "../config/naming.ts";
import { variableOf } from "./defaultable.ts";
import { type DefaultsFile, type DefaultsWorld, findDefaultsFile } from "./file.ts";
import { type FileEntry, parseDefaultsFile } from "./parse-file.ts";
import { valueOfDefault, valueOfVariable } from "./value.ts";

/** The default of a flag that the user has set. */
export interface UserDefault {
  readonly option: Option;
  readonly value: unknown;
  /** As the user wrote it. */
  readonly given: string;
  readonly source: "env" | "config";
  /** For people: the variable, or the file and the line. */
  readonly place: string;
}

/** All of them, and where they were looked for. */
export interface UserDefaults {
  /** Undefined where there is nowhere to look for one. */
  readonly file: DefaultsFile | undefined;
  readonly defaults: readonly UserDefault[];
}

/**
 * Reads the defaults that the user has set: a variable goes before the file.
 *
 * @param flags whose defaults may be set
 * @param isOverruled whether a variable is not to be looked at, since the command line says it
 * @throws UsageError that names the place and what to do
 */
export async function readDefaults(
  flags: readonly Option[],
  world: DefaultsWorld,
  isOverruled: (flag: Option) => boolean = () => false,
): Promise<UserDefaults> {
  const file = await findDefaultsFile(world);
  const entries =
    file?.text === undefined
      ? new Map<string, FileEntry>()
      : await parseDefaultsFile(file.name, file.text, flags);
  const defaults = flags.flatMap((flag) => {
    // What is wrong in the file is told even where it is not used.
    const inFile = defaultInFile(flag, entries);
    const inVariable = isOverruled(flag) ? undefined : defaultInVariable(flag, world);
    return inVariable ?? inFile ?? [];
  });
  return { file, defaults };
}

function defaultInFile(
  option: Option,
  entries: ReadonlyMap<string, FileEntry>,
): UserDefault | undefined {
  const key = option.attributeName();
  const entry = entries.get(key);
  if (!entry) return undefined;
  const { value: given, place } = entry;
  const value = naming(`${place}: ${key}`, () => valueOfDefault(option, given));
  return { option, value, given: String(given), source: "config", place };
}

function defaultInVariable(option: Option, { env }: DefaultsWorld): UserDefault | undefined {
  const place = variableOf(option);
  const given = valueOf(place, env);
  if (given === "") return undefined;
  const value = naming(place, () => valueOfVariable(option, given));
  return { option, value, given, source: "env", place };
}
