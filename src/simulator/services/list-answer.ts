import { type Answer, jsonAnswer } from "../http/answers.ts";

/** What a list was asked for, beside its filter. */
export interface ListWindow {
  readonly limit: number;
  readonly offset: number;
  /** Whether the answer says how many entries there are in all. */
  readonly isCounted: boolean;
}

/** The most that a list gives at a time, and what it gives unless it is asked for less. */
const longestPage = 250;

/** @returns undefined if a number is none, below 0, or above what a list gives at a time */
export function readWindow(query: URLSearchParams): ListWindow | undefined {
  const limit = wholeNumber(query.get("limit") ?? `${longestPage}`);
  const offset = wholeNumber(query.get("offset") ?? "0");
  if (limit === undefined || offset === undefined || limit > longestPage) return undefined;
  return { limit, offset, isCounted: query.get("count") === "true" };
}

/** @param entries all that the filter leaves, in order */
export function pageAnswer<Entry>(
  entries: readonly Entry[],
  { limit, offset, isCounted }: ListWindow,
  spelled: (entry: Entry) => unknown,
): Answer {
  const page = entries.slice(offset, offset + limit).map(spelled);
  return jsonAnswer(200, page, isCounted ? { "X-Total-Count": `${entries.length}` } : {});
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
