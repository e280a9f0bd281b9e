import type { Option } from "commander";
import { valueOf } from "../system/environment.ts";
import { naming } from "../system/name-place.ts";
import { UsageError } from "../system/usage-error.ts";
import { variableOf } from "./defaultable.ts";
import { type DefaultsFile, type DefaultsWorld, findDefaultsFile } from "./file.ts";
import { type FileEntry, type ParsedFile, parseDefaultsFile } from "./parse-file.ts";
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
 * @throws UsageError that names the place of all that is wrong, and what to do
 */
export async function readDefaults(
  flags: readonly Option[],
  world: DefaultsWorld,
  isOverruled: (flag: Option) => boolean = () => false,
): Promise<UserDefaults> {
  const file = await findDefaultsFile(world);
  const { entries, problems }: ParsedFile =
    file?.text === undefined
      ? { entries: new Map(), problems: [] }
      : await parseDefaultsFile(file.name, file.text, flags);
  const wrongInFile = [...problems];
  const wrongInVariables: string[] = [];
  const defaults = flags.flatMap((flag) => {
    const entry = entries.get(flag.attributeName());
    // What is wrong in the file is told even where it is not used.
    const inFile =
      entry &&
      unlessWrong(
        () => defaultInFile(flag, entry),
        (text) => wrongInFile.push({ line: entry.line, text }),
      );
    const inVariable = isOverruled(flag)
      ? undefined
      : unlessWrong(
          () => defaultInVariable(flag, world),
          (text) => wrongInVariables.push(text),
        );
    return inVariable ?? inFile ?? [];
  });
  const inLines = wrongInFile.toSorted((one, other) => one.line - other.line);
  const wrong = [...inLines.map(({ text }) => text), ...wrongInVariables];
  if (wrong.length > 1) throw new UsageError(["these defaults are wrong:", ...wrong].join("\n  "));
  if (wrong.length > 0) throw new UsageError(wrong.join(""));
  return { file, defaults };
}

/** What `work` returns, or undefined once what is wrong has been told. */
function unlessWrong<Result>(work: () => Result, tell: (text: string) => void): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    tell(error.message);
    return undefined;
  }
}

function defaultInFile(option: Option, { value: given, place }: FileEntry): UserDefault {
  const value = naming(`${place}: ${option.attributeName()}`, () => valueOfDefault(option, given));
  return { option, value, given: String(given), source: "config", place };
}

function defaultInVariable(option: Option, { env }: DefaultsWorld): UserDefault | undefined {
  const place = variableOf(option);
  const given = valueOf(place, env);
  if (given === "") return undefined;
  const value = naming(place, () => valueOfVariable(option, given));
  return { option, value, given, source: "env", place };
}
