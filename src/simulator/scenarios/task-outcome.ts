export interface TaskMessage {
  readonly type: "INFO" | "WARN" | "ERROR";
  readonly key: string;
  /** Null leaves the meaning to the key. */
  readonly text: string | null;
}

/** The published outcomes in their published spellings, two of which mean the same as another. */
export type CompletionStatus =
  | "SUCCESS"
  | "WARNING"
  | "ERROR"
  | "TERMINATED"
  | "TEMPERROR"
  | "TEMP_ERROR"
  | "Success";

export interface Over {
  readonly kind: "over";
  readonly completionStatus: CompletionStatus;
  readonly messages: readonly TaskMessage[];
  /** How long `completed` is set before `completionStatus`, in ms, as seen at real tasks; by default 0. */
  readonly completedEarlierMs?: number;
  /** How many accounts it ignored; by default 0. */
  readonly ignored?: number;
  /** When it is over, in ms since the first request; by default with the aggregation. */
  readonly afterMs?: number;
}

/** What the task behind an aggregation comes to. */
export type TaskOutcome =
  /** The tenant does not have the task: 404. */
  { readonly kind: "unknown" } | { readonly kind: "pending" } | Over;

export function over(
  completionStatus: CompletionStatus,
  ...messages: readonly TaskMessage[]
): Over {
  return { kind: "over", completionStatus, messages };
}

/** A message about the aggregation; `key` is without the prefix that all have. */
export function message(type: TaskMessage["type"], key: string, text: string): TaskMessage {
  return { type, key: `task_out_account_aggregation_${key}`, text };
}

export const success: TaskOutcome = over("SUCCESS");

/** A start while another aggregation of the source runs is accepted, and then fails like this. */
export const refusedAsRunning: TaskOutcome = {
  ...over(
    "ERROR",
    message(
      "ERROR",
      "already_running",
      "This aggregation failed because the currently running aggregation must complete before the next one can start.",
    ),
  ),
  afterMs: 3000,
};
