import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";
import { addressesIn, isPathOfOther } from "./address.ts";
import type { GivenId } from "./given-id.ts";
import { idOf, usualIds } from "./id-form.ts";
import { isPath, notAnId, otherId, type Place } from "./not-an-id.ts";
import { isIdKey, isOtherKey, labelOf, unquoted } from "./words.ts";

interface Mark extends Pick<GivenId, "id" | "host"> {
  readonly start: number;
  readonly end: number;
}

type Home = Pick<GivenId, "tenant" | "host">;

const listMark = /^(?:>\s?)*(?:(?:[-*+•‣◦▪–—]|\d{1,4}[.)])\s+)?(?:\[[ xX]?\]\s+)?/;
/** A word before an id, with a colon or an equals sign between them. */
const beforeId = /([^\s,;|()[\]{}<>"'`“”‘’=:]+)["'`“”‘’]*\s*([:=])\s*["'`“”‘’<[({]*$/u;
const longestName = 100;
const isPathOfAggregation = /(?:account-aggregations|task-status|task-results?)\//;
/** In characters: longer than any typed line. */
const longestWords = 20_000;
const tenantName = /^[A-Za-z\d][\w-]*$/;
const cellEnd = /[\t,;|]+|\s{2,}|\s[-–—]\s/;

/**
 * Reads `ID`, `ID=LABEL`, `TENANT:ID`, addresses, and anything else written around ids. Throws
 * UsageError where there is no id; it names the number of the line, unless there is only one.
 */
export function idsInLine(line: string, place: Place, number?: number): readonly GivenId[] {
  const text = line.replace(listMark, "").trim();
  const found = marksIn(text);
  const [other] = found.others;
  if (found.marks.length === 0 && other !== undefined) throw otherId(other, place);
  const isFile = isPath(unquoted(text)) && !isPathOfAggregation.test(text);
  if (isFile && found.addresses === 0) throw notAnId(text, place, number);
  if (found.marks.length === 0) return idsOfWords(text, place, number);
  return labelled(text, found.marks, place);
}

function marksIn(text: string) {
  const addresses = addressesIn(text);
  const others = addresses.flatMap(({ id, otherId: other }) =>
    id === undefined && other !== undefined ? [other] : [],
  );
  const marks: Mark[] = addresses.flatMap(({ id, ...at }) =>
    id === undefined ? [] : [{ ...at, id }],
  );
  for (const match of text.matchAll(usualIds)) {
    const start = match.index;
    const [id] = match;
    const isInAddress = addresses.some((one) => one.start <= start && start < one.end);
    if (isInAddress) continue;
    if (isPathOfOther(text.slice(Math.max(0, start - longestName), start))) others.push(id);
    else marks.push({ start, end: start + id.length, id: id.toLowerCase() });
  }
  marks.sort((one, another) => one.start - another.start);
  return { marks, others, addresses: addresses.length };
}

function labelled(text: string, marks: readonly Mark[], place: Place): readonly GivenId[] {
  const betweens = marks.map(({ start, host }, index) =>
    between(text.slice(marks[index - 1]?.end ?? 0, start), index === 0, host, place),
  );
  const rest = text.slice(marks.at(-1)?.end ?? 0);
  const alone = marks.length === 1 ? onlyCell(betweens[0]?.text ?? "", rest) : undefined;
  return marks.map(({ id, host }, index) => {
    const after = betweens[index + 1]?.text ?? rest;
    const [, given] = /^["'`“”‘’>\])}]*\s*=(.*)$/s.exec(after) ?? [];
    const label = given === undefined ? alone : labelOf(given);
    return { id, label, ...betweens[index]?.home, ...(host !== undefined && { host }) };
  });
}

/** Splits off what belongs to the id after it: a tenant, or a key such as `"id":`. */
function between(
  before: string,
  isFirst: boolean,
  host: string | undefined,
  place: Place,
): { readonly text: string; readonly home?: Home } {
  const match = beforeId.exec(before.slice(-longestName));
  if (!match) {
    const isInPath = /[/\\]["'`]?$/.test(before) && !isPathOfAggregation.test(before);
    if (isInPath && host === undefined) throw notAnId(before.trimStart(), place);
    return { text: before };
  }
  const [whole, word = "", sign = ""] = match;
  const text = before.slice(0, before.length - whole.length);
  if (/[:=]$/.test(text)) return { text: "", home: homeOf(`${text.trim()}${word}`, place) };
  if (isIdKey(word)) return { text };
  if (isOtherKey(word)) {
    throw new UsageError(
      `${safeText(word, longestName)} is the id of something other than an aggregation; give the id of its task`,
    );
  }
  const isGlued = whole.endsWith(":");
  const isOneWord = (text.split(/[\t,;|]/).at(-1) ?? "").trim() === "";
  // Of several words, only one right before the id can be a tenant's name.
  if (sign === "=" || (!isGlued && !isOneWord)) return { text: isFirst ? before : text };
  if (host !== undefined) return { text: before };
  return { text, home: homeOf(word, place) };
}

function homeOf(word: string, place: Place): Home {
  if (tenantName.test(word)) return { tenant: word };
  if (/^[\w.-]+\.[a-z]{2,}$/i.test(word)) return { host: word.toLowerCase() };
  throw new UsageError(
    `"${safeText(word, longestName)}" in front of an id is not a tenant's name${place === "prompt" ? "" : "; give acme:ID"}`,
  );
}

/** The label of an id from the only other cell in its row. */
function onlyCell(before: string, after: string): string | undefined {
  const cells = [...before.split(cellEnd), ...after.split(cellEnd)]
    .map((cell) => cell.replaceAll(/^[\s:=><()[\]{}*_`…-]+|[\s:=><()[\]{}*_`…-]+$/g, ""))
    .map((cell) => labelOf(cell))
    .filter((cell) => cell !== undefined && /[^\s\p{P}\p{S}]/u.test(cell));
  const [only, another] = cells;
  const isName =
    only !== undefined && /\p{L}/u.test(only) && !/^\d{4}-\d\d-\d\d|["'{}[\]]\s*:|\/$/.test(only);
  return another === undefined && isName && !isIdKey(only) ? only : undefined;
}

/** Ids of other forms count only where there is nothing else. */
function idsOfWords(text: string, place: Place, line: number | undefined): readonly GivenId[] {
  if (text.length > longestWords) throw notAnId(text, place, line);
  const entries = text.split(/[\s,;]+(?=(?:[\w.-]+:)?[\w-]{8,}\s*=)/);
  return entries.flatMap((entry) => {
    const at = entry.indexOf("=");
    const label = at < 0 ? undefined : entry.slice(at + 1);
    const words = (at < 0 ? entry : entry.slice(0, at))
      .split(/[\s,;|]+/)
      .filter((word) => word !== "");
    if (label !== undefined && words.length === 1 && isIdKey(words[0] ?? "")) {
      return idsOfWords(label, place, line);
    }
    const isWhole = words.length > 0 && (label === undefined || words.length === 1);
    const given = labelOf(label ?? "");
    return (isWhole ? words : [""]).map((word) => {
      const one = wordOf(unquoted(word), given, place);
      if (!one) throw notAnId(text, place, line);
      return one;
    });
  });
}

function wordOf(word: string, label: string | undefined, place: Place): GivenId | undefined {
  const [, name, rest = ""] = /^(?:(.+):)?([^:]*)$/s.exec(word) ?? [];
  const id = idOf(unquoted(rest));
  if (id === undefined) return undefined;
  if (name === undefined || isIdKey(unquoted(name))) return { id, label };
  return { id, label, ...homeOf(unquoted(name), place) };
}
