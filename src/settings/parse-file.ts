import type { Option } from "commander";
import type { Document, YAMLError } from "yaml";
import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";

/** A key of a configuration file. */
export interface FileEntry {
  readonly value: unknown;
  readonly line: number;
  /** For people: the file, and the line where the key stands. */
  readonly place: string;
}

/** Something in a configuration file that is wrong. */
export interface FileProblem {
  readonly line: number;
  /** With the place, and what would be right. It repeats no value. */
  readonly text: string;
}

/** What a configuration file has. */
export interface ParsedFile {
  /** By their keys; those that are wrong are left out. */
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly problems: readonly FileProblem[];
}

/**
 * Reads a configuration file: YAML, and so JSON as well.
 *
 * @param name what to call it in errors
 * @param flags whose defaults may be set
 * @throws UsageError where nothing can be read of it; it names the line, and repeats no value
 */
export async function parseDefaultsFile(
  name: string,
  text: string,
  flags: readonly Option[],
): Promise<ParsedFile> {
  // They take their time to load, and most users have no such file.
  const [{ isMap, isScalar, LineCounter, parseDocument }, v, { fileSchema }] = await Promise.all([
    import("yaml"),
    import("valibot"),
    import("./schema.ts"),
  ]);
  const lineCounter = new LineCounter();
  const document = parsedUnlessEndless(() =>
    parseDocument(text, { lineCounter, logLevel: "error" }),
  );
  if (!document) throw new UsageError(`${name} is nested too deep; write a key a line`);
  const [error] = document.errors;
  if (error) {
    const { line } = lineCounter.linePos(error.pos[0]);
    throw new UsageError(`${name}, line ${line}: ${complaintOf(error)}; mend it there`);
  }
  const lines = new Map<unknown, number>();
  if (isMap(document.contents)) {
    for (const { key } of document.contents.items) {
      if (isScalar(key))
        lines.set(String(key.value), lineCounter.linePos(key.range?.[0] ?? 0).line);
    }
  }
  const lineOf = (key: string) => lines.get(key) ?? 1;
  const placeOf = (key: string) => `${name}, line ${lineOf(key)}`;
  const contents = valueOf(document);
  const { issues = [] } = v.safeParse(fileSchema(flags), contents);
  const wrong = new Set(issues.map(({ path }) => path?.[0]?.key));
  const problems = [...wrong].map((key) => {
    if (typeof key !== "string") {
      throw new UsageError(`${name} must have a key and a value in each line, as: interval: 10`);
    }
    return { line: lineOf(key), text: `${placeOf(key)}: ${whatIsWrong(key, flags)}` };
  });
  const entries = Object.entries(Object(contents))
    .filter(([key]) => key !== "$schema" && !wrong.has(key))
    .map(([key, value]) => [key, { value, line: lineOf(key), place: placeOf(key) }] as const);
  return { entries: new Map(entries), problems };
}

/** What is nested deep enough goes beyond the stack. */
function parsedUnlessEndless<Result>(parse: () => Result): Result | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Without the place, and without what stands there. */
function complaintOf({ code, message }: YAMLError): string {
  if (code === "MULTIPLE_DOCS") return "a second YAML document begins before this line";
  return safeText(message.split(/:?(?: at line \d.*)?\n/)[0] ?? "");
}

/** An empty file has no default. */
function valueOf(document: Document.Parsed): unknown {
  try {
    const value: unknown = document.toJS() ?? {};
    // A list would pass for an object whose keys are numbers.
    return Array.isArray(value) ? undefined : value;
  } catch {
    // Aliases without end.
    return undefined;
  }
}

function whatIsWrong(key: string, flags: readonly Option[]): string {
  const flag = flags.find((one) => one.attributeName() === key);
  if (flag) return `${key} must be ${wanted(flag)}`;
  const keys = flags.map((one) => one.attributeName());
  const meant = keys.find((one) => bare(one) === bare(key) || bare(key) === `no${bare(one)}`);
  const hint = meant === undefined ? "" : ` did you mean ${meant}?`;
  return `there is no ${safeText(key)};${hint} there are: ${keys.join(", ")}`;
}

function wanted(flag: Option): string {
  const choices =
    flag.argChoices ??
    (flag.required || flag.optional ? ["a number of seconds", "a text such as 10m"] : []);
  const words = [...choices, ...(flag.required ? [] : ["true", "false"])];
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(words);
}

/** As whoever writes a key may remember it: `stall-after`. */
function bare(key: string): string {
  return key.replaceAll(/[^a-z]/gi, "").toLowerCase();
}
