import type { Option } from "commander";
import type { Document, YAMLError } from "yaml";
import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";
import type { GivenKeys } from "../ui/keys/changes.ts";
import { unlessEndless } from "../text/unless-endless.ts";

export interface FileEntry {
  readonly value: unknown;
  readonly line: number;
  /** The file and the line of the key, for people. */
  readonly place: string;
}

/** Where the file has the keys of actions, which are checked elsewhere. */
const keysName = "keys";

export interface FileProblem {
  readonly line: number;
  /** Names the place and what would be right. It repeats no value. */
  readonly text: string;
}

export interface ParsedFile {
  /** By their keys, without the wrong ones. */
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly problems: readonly FileProblem[];
  /** The keys of actions, not checked yet. */
  readonly keys: readonly GivenKeys[];
}

/**
 * Reads YAML, and so JSON as well. Throws UsageError that calls the file `name` where nothing of it
 * can be read; it names the line and repeats no value.
 */
export async function parseDefaultsFile(
  name: string,
  text: string,
  flags: readonly Option[],
): Promise<ParsedFile> {
  if (blank.test(text)) return { entries: new Map(), problems: [], keys: [] };
  // Loaded late: slow to load, and most users have no such file.
  const [{ isMap, isScalar, LineCounter, parseDocument }, { issuesOf }] = await Promise.all([
    import("yaml"),
    import("./schema.ts"),
  ]);
  const lineCounter = new LineCounter();
  const document = unlessEndless(() => parseDocument(text, { lineCounter, logLevel: "error" }));
  if (!document) throw new UsageError(`${name} is nested too deep; write a key a line`);
  const [error] = document.errors;
  if (error) {
    const { line } = lineCounter.linePos(error.pos[0]);
    throw new UsageError(`${name}, line ${line}: ${complaintOf(error)}; fix it there`);
  }
  const linesIn = (node: unknown) =>
    new Map(
      (isMap(node) ? node.items : []).flatMap(({ key }) =>
        isScalar(key)
          ? [[String(key.value), lineCounter.linePos(key.range?.[0] ?? 0).line] as const]
          : [],
      ),
    );
  const lines = linesIn(document.contents);
  const lineOf = (key: string) => lines.get(key) ?? 1;
  const placeOf = (key: string) => `${name}, line ${lineOf(key)}`;
  const contents = contentsOf(document);
  const wrong = new Map(
    issuesOf(contents, flags)
      .filter(({ path = [] }) => path[0]?.key !== keysName || path.length === 1)
      .map(({ path, message }) => [path?.[0]?.key, message]),
  );
  const keys = [...flags.map((flag) => flag.attributeName()), keysName];
  const problems = [...wrong].map(([key, message]) => {
    if (typeof key !== "string") {
      throw new UsageError(`${name} must have a key and a value in each line, as: interval: 10`);
    }
    const text = keys.includes(key) ? `${key} ${message}` : unknownText(key, keys);
    return { line: lineOf(key), text: `${placeOf(key)}: ${text}` };
  });
  const entries = Object.entries(Object(contents))
    .filter(([key]) => key !== "$schema" && key !== keysName && !wrong.has(key))
    .map(([key, value]) => [key, { value, line: lineOf(key), place: placeOf(key) }] as const);
  const keyLines = linesIn(document.get(keysName, true));
  const given = isObject(contents) && !wrong.has(keysName) ? (contents[keysName] ?? {}) : {};
  return {
    entries: new Map(entries),
    problems,
    keys: Object.entries(given).map(([action, value]) => {
      const line = keyLines.get(action) ?? lineOf(keysName);
      return { action, keys: value, line, place: `${name}, line ${line}: ${keysName}` };
    }),
  };
}

/** Nothing but empty lines and comments, as in a file to fill in later. */
const blank = /^(?: *(?:#[^\r\n]*)?(?:\r?\n|$))*$/;

/** Without the place and without the text in question. */
function complaintOf({ code, message }: YAMLError): string {
  if (code === "MULTIPLE_DOCS") return "a second YAML document begins before this line";
  return safeText(message.split(/:?(?: at line \d.*)?\n/)[0] ?? "");
}

/** An empty file sets no default. */
function contentsOf(document: Document.Parsed): unknown {
  const value: unknown = unlessEndless(() => document.toJS() ?? {});
  // A list would pass for an object whose keys are numbers.
  if (Array.isArray(value)) return undefined;
  const hasList = isObject(value) && Array.isArray(value[keysName]);
  return hasList ? { ...value, [keysName]: null } : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function unknownText(key: string, keys: readonly string[]): string {
  const meant = keys.find((one) => bare(one) === bare(key) || bare(key) === `no${bare(one)}`);
  const hint = meant === undefined ? "" : ` did you mean ${meant}?`;
  return `unknown key ${safeText(key)};${hint} the keys are: ${keys.join(", ")}`;
}

/** Letters only, so that `stall-after` means `stallAfter`. */
function bare(key: string): string {
  return key.replaceAll(/[^a-z]/gi, "").toLowerCase();
}
