import type { Option } from "commander";
import { valueOf } from "../system/environment.ts";
import { naming } from "../system/name-place.ts";
import { UsageError } from "../system/usage-error.ts";
import { variableOf } from "./defaultable.ts";
import { type DefaultsFile, type DefaultsWorld, findDefaultsFile } from "./file.ts";
import type { GivenKeys } from "../ui/keys/changes.ts";
import type { KeyChanges } from "../ui/keys/table.ts";
import {
  type FileEntry,
  type FileProblem,
  type ParsedFile,
  parseDefaultsFile,
} from "./parse-file.ts";
import { valueOfDefault, valueOfVariable } from "./value.ts";

/** Puts the mistakes in variables behind those in the file. */
const afterAllLines = Number.MAX_SAFE_INTEGER;

export interface UserDefault {
  readonly option: Option;
  readonly value: unknown;
  /** As the user wrote it. */
  readonly given: string;
  readonly source: "env" | "config";
  /** The variable, or the file and the line, for people. */
  readonly place: string;
}

export interface UserDefaults {
  /** Undefined without a folder for it. */
  readonly file: DefaultsFile | undefined;
  readonly defaults: readonly UserDefault[];
  /** Empty where none is changed. */
  readonly keys: KeyChanges;
}

/**
 * Reads the user's defaults; `isOverruled` says whose variable the command line makes irrelevant.
 * Throws UsageError that names the place of everything wrong, and what to do.
 */
export async function readDefaults(
  flags: readonly Option[],
  world: DefaultsWorld,
  isOverruled: (flag: Option) => boolean = () => false,
): Promise<UserDefaults> {
  const file = await findDefaultsFile(world);
  const {
    entries,
    problems,
    keys: given,
  }: ParsedFile = file?.text === undefined
    ? { entries: new Map(), problems: [], keys: [] }
    : await parseDefaultsFile(file.name, file.text, flags);
  const wrong = [...problems];
  const keys = given.length === 0 ? new Map() : await readKeys(given, wrong);

  function unlessWrong<Result>(line: number, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      wrong.push({ line, text: error.message });
      return undefined;
    }
  }

  const defaults = flags.flatMap((flag) => {
    const entry = entries.get(flag.attributeName());
    // A mistake in the file is reported even where a variable goes before it.
    const inFile = entry && unlessWrong(entry.line, () => defaultInFile(flag, entry));
    const inVariable = isOverruled(flag)
      ? undefined
      : unlessWrong(afterAllLines, () => defaultInVariable(flag, world));
    return inVariable ?? inFile ?? [];
  });
  const inOrder = wrong.toSorted((one, other) => one.line - other.line);
  const [text, ...more] = inOrder.map((one) => one.text);
  if (more.length > 0) {
    throw new UsageError(["these defaults are wrong:", text, ...more].join("\n  "));
  }
  if (text !== undefined) throw new UsageError(text);
  return { file, defaults, keys };
}

/** Adds to `wrong` what is wrong with them. */
async function readKeys(given: readonly GivenKeys[], wrong: FileProblem[]): Promise<KeyChanges> {
  const { keyChanges } = await import("../ui/keys/changes.ts");
  const { changes, problems } = keyChanges(given);
  wrong.push(...problems);
  return changes;
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
