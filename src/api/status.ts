/** The statuses of an aggregation that still runs. */
const runningStatuses = ["STARTED", "ACCOUNTS_COLLECTED", "RETRIED"] as const;

/** Those of one that is over. */
const endStatuses = ["COMPLETED", "CANCELLED", "TERMINATED"] as const;

/** The statuses that the API documents. */
export const documentedStatuses = [...runningStatuses, ...endStatuses, "NOT_FOUND"] as const;

export type EndStatus = (typeof endStatuses)[number];

/** @returns undefined for a status that is not documented, and where there is none */
export const documentedStatus = memberOf(documentedStatuses);

/** @returns undefined for any other status, and where there is none */
export const runningStatus = memberOf(runningStatuses);

/** @returns undefined for any other status, and where there is none */
export const endStatus = memberOf(endStatuses);

function memberOf<Word extends string>(words: readonly Word[]) {
  return (text: string | undefined): Word | undefined => words.find((word) => word === text);
}
