import { isApiError, isForbidden } from "../http/errors.ts";

/** One of several ways to ask for the same. */
export type Way<Result, Given extends readonly unknown[] = []> = (
  ...given: Given
) => Promise<Result>;

/** Asks in the first of the ways that the tenant does not refuse, and then only in that. */
export function firstServed<Result, Given extends readonly unknown[] = []>(
  ways: readonly Way<Result, Given>[],
  last: Way<Result, Given>,
): Way<Result, Given> {
  let left = ways;
  return async function ask(...given): Promise<Result> {
    const [way, ...others] = left;
    if (!way) return last(...given);
    try {
      return await way(...given);
    } catch (error) {
      if (!isRefusalOfWay(error)) throw error;
      left = others;
      return ask(...given);
    }
  };
}

/** A 403 concerns the client, however it asks; a 404 the path of a list. */
function isRefusalOfWay(error: unknown): boolean {
  return isApiError(error, "not found", "refused") && !isForbidden(error);
}
