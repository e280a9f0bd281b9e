import { safeText } from "../text/safe-text.ts";

/** Keys that people and programs write before an aggregation's id. */
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
/** The same as titles of columns, the best first. */
const idTitles = ["accountaggregationid", "aggregationid", "taskid", "taskresultid", "id", "ids"];
const labelTitles = ["label", "sourcename", "source", "name", "displayname", "title"];
const longestText = 4096;
const quote = /["'`“”‘’„‚«»‹›]/u;

/** A key as it is compared: `Task ID`, `task.id` and `taskId` are one. */
function keyOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, "");
}

/** Whether a word says that an aggregation's id follows. */
export function isIdKey(word: string): boolean {
  return idKeys.has(keyOf(word));
}

/** Whether a word says that what follows is the id of something else, or a secret. */
export function isOtherKey(word: string): boolean {
  return !isIdKey(word) && otherKeys.some((one) => one.test(word));
}

/** Which column has the ids by its title; -1 for none. */
export function idColumn(titles: readonly string[]): number {
  return columnOf(titles, idTitles);
}

/** Which column has what the ids are called; -1 for none. */
export function labelColumn(titles: readonly string[]): number {
  return columnOf(titles, labelTitles);
}

/** Whether a title is that of a column with ids of something else. */
export function isOtherTitle(title: string): boolean {
  const key = keyOf(title);
  return key.endsWith("id") && !idTitles.includes(key);
}

function columnOf(titles: readonly string[], wanted: readonly string[]): number {
  const keys = titles.map(keyOf);
  const title = wanted.find((one) => keys.includes(one));
  return title === undefined ? -1 : keys.indexOf(title);
}

/** A text without the quotes around it; of a longer one than any id or label the beginning. */
export function unquoted(text: string): string {
  const inner = text.slice(0, longestText).trim();
  const isQuoted = inner.length > 1 && quote.test(inner.charAt(0)) && quote.test(inner.slice(-1));
  return isQuoted ? unquoted(inner.slice(1, -1)) : inner;
}

/** What to call an id, safe to show; undefined where a text says nothing. */
export function labelOf(text: string): string | undefined {
  const label = safeText(unquoted(text.slice(0, longestText).replace(/[\s,;|]+$/, "")));
  return label === "" ? undefined : label;
}

/** A line of a record: `id: 2c91…`. */
export interface Field {
  readonly key: string;
  readonly value: string;
}

/** What a line of a record says; undefined where it is none. */
export function fieldOf(line: string): Field | undefined {
  const [, key, value = ""] =
    /^(?:-\s+)?["']?([A-Za-z][\w .-]{0,60}?)["']?\s*:(?:\s+(.*))?$/.exec(line) ?? [];
  return key === undefined ? undefined : { key, value };
}
