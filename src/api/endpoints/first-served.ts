import { isApiError, isForbidden } from "../http/errors.ts";

/** One of several ways to ask for the same. */
export type Way<Result> = () => Promise<Result>;

/** Asks in the first of the ways that the tenant does not refuse, and then only in that. */
export function firstServed<Result>(ways: readonly Way<Result>[], last: Way<Result>): Way<Result> {
  let left = ways;
  return async function ask(): Promise<Result> {
    const [way, ...others] = left;
    if (!way) return last();
    try {
      return await way();
    } catch (error) {
      if (!isRefusalOfWay(error)) throw error;
      left = others;
      return ask();
    }
  };
}

/** A 403 concerns the client, however it asks; a 404 the path of a list. */
function isRefusalOfWay(error: unknown): boolean {
  return isApiError(error, "not found", "refused") && !isForbidden(error);
}
