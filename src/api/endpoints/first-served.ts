import { isApiError, isForbidden } from "../http/errors.ts";

/** One of several ways to ask for the same. */
export type Way<Result> = () => Promise<Result>;

/**
 * Asks in the first way that the tenant does not refuse, and from then on in that way only.
 *
 * @param ways the best first
 * @param last where all of them are refused
 * @returns asks; throws what the last way threw, and at once whatever no other way could help:
 *   anything but a refusal of the request or of its path
 */
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

/** 401 and 403 are about who asks, whatever is asked; 404 is about the path of a list. */
function isRefusalOfWay(error: unknown): boolean {
  return isApiError(error, "not found", "refused") && !isForbidden(error);
}
