/** RUNNING is said for the task of an entitlement aggregation, which has no status. */
const runningStatuses = ["STARTED", "ACCOUNTS_COLLECTED", "RETRIED", "RUNNING"] as const;

const endStatuses = ["COMPLETED", "CANCELLED", "TERMINATED"] as const;

export const documentedStatuses = [...runningStatuses, ...endStatuses, "NOT_FOUND"] as const;

export type EndStatus = (typeof endStatuses)[number];

export const documentedStatus = memberOf(documentedStatuses);
export const runningStatus = memberOf(runningStatuses);
export const endStatus = memberOf(endStatuses);

function memberOf<Word extends string>(words: readonly Word[]) {
  return (text: string | undefined): Word | undefined => words.find((word) => word === text);
}
