import { type Answer, jsonAnswer } from "../http/answers.ts";

export interface ListWindow {
  readonly limit: number;
  readonly offset: number;
  /** Whether the answer has the number of all entries. */
  readonly isCounted: boolean;
}

/** The most that a list returns at a time, and its default. */
const longestPage = 250;

/** Undefined if a number is malformed, negative, or above `longestPage`. */
export function readWindow(query: URLSearchParams): ListWindow | undefined {
  const limit = wholeNumber(query.get("limit") ?? `${longestPage}`);
  const offset = wholeNumber(query.get("offset") ?? "0");
  if (limit === undefined || offset === undefined || limit > longestPage) return undefined;
  return { limit, offset, isCounted: query.get("count") === "true" };
}

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
