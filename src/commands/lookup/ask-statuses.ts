import {
  type AggregationStatus,
  aggregationStatusShape,
  parseAggregationStatus,
} from "../../api/endpoints/aggregation-status.ts";
import type { Api } from "../../api/http/api.ts";
import { isApiError, isForbidden } from "../../api/http/errors.ts";
import { pathsOf } from "../../api/http/paths.ts";

/** Of the 50 requests that 10 s allow, most are left to the watch that follows. */
const mostAsked = 12;

/** Asks how far ids are and tells each answer as it comes; throws only what is no ApiError. */
export type AskStatuses = (
  ids: readonly string[],
  tell: (id: string, status: AggregationStatus) => void,
) => Promise<void>;

/** Of many ids, each call asks those asked longest ago. A user who may not read one may read none. */
export function createStatusAsker({ version, ask }: Api): AskStatuses {
  const lastRound = new Map<string, number>();
  const roundOf = (id: string) => lastRound.get(id) ?? 0;
  let round = 0;
  let mayRead = true;
  return async (ids, tell) => {
    if (!mayRead) return;
    round += 1;
    const due = ids.toSorted((one, other) => roundOf(one) - roundOf(other)).slice(0, mostAsked);
    for (const id of due) lastRound.set(id, round);
    const askOne = async (id: string) => {
      try {
        const path = pathsOf(version).aggregationStatus(id);
        const { body } = await ask({ method: "GET", path, reads: aggregationStatusShape });
        const status = parseAggregationStatus(body);
        if (status) tell(id, status);
      } catch (error) {
        if (!isApiError(error)) throw error;
        mayRead &&= !isForbidden(error);
      }
    };
    await Promise.all(due.map(askOne));
  };
}
