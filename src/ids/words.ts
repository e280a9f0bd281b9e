import { safeText } from "../text/safe-text.ts";

/** What people and programs write before an aggregation's id. */
const idKeys = new Set([
  "id",
  "ids",
  "uuid",
  "task",
  "taskid",
  "taskids",
  "taskresultid",
  "aggregation",
  "aggregationid",
  "aggregationids",
  "accountaggregation",
  "accountaggregationid",
]);
const otherKeys = [
  /[a-z\d]I[dD]s?$/,
  /[_.-]ids?$/i,
  /^(?:account|client|cluster|identity|org|owner|request|source|tracking|user)ids?$/i,
  /(?:secret|token|password)$/i,
] as const;
/** The best first. */
const idTitles = ["accountaggregationid", "aggregationid", "taskid", "taskresultid", "id", "ids"];
const labelTitles = ["label", "sourcename", "source", "name", "displayname", "title"];
const longestText = 4096;
const quote = /["'`“”‘’„‚«»‹›]/u;

/** `Task ID`, `task.id` and `taskId` are one key. */
function keyOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, "");
}

export function isIdKey(word: string): boolean {
  return idKeys.has(keyOf(word));
}

/** Whether the id of something else, or a secret, follows. */
export function isOtherKey(word: string): boolean {
  return !isIdKey(word) && otherKeys.some((one) => one.test(word));
}

/** By its title; -1 for none. */
export function idColumn(titles: readonly string[]): number {
  return columnOf(titles, idTitles);
}

export function labelColumn(titles: readonly string[]): number {
  return columnOf(titles, labelTitles);
}

export function isOtherTitle(title: string): boolean {
  const key = keyOf(title);
  return key.endsWith("id") && !idTitles.includes(key);
}

function columnOf(titles: readonly string[], wanted: readonly string[]): number {
  const keys = titles.map(keyOf);
  const title = wanted.find((one) => keys.includes(one));
  return title === undefined ? -1 : keys.indexOf(title);
}

/** Only the beginning of a text that is longer than any id or label. */
export function unquoted(text: string): string {
  const inner = text.slice(0, longestText).trim();
  const isQuoted = inner.length > 1 && quote.test(inner.charAt(0)) && quote.test(inner.slice(-1));
  return isQuoted ? unquoted(inner.slice(1, -1)) : inner;
}

/** Safe to print; undefined for an empty text. */
export function labelOf(text: string): string | undefined {
  const label = safeText(unquoted(text.slice(0, longestText).replace(/[\s,;|]+$/, "")));
  return label === "" ? undefined : label;
}

export interface Field {
  readonly key: string;
  readonly value: string;
}

export function fieldOf(line: string): Field | undefined {
  const [, key, value = ""] =
    /^(?:-\s+)?["']?([A-Za-z][\w .-]{0,60}?)["']?\s*:(?:\s+(.*))?$/.exec(line) ?? [];
  return key === undefined ? undefined : { key, value };
}
