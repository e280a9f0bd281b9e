/** One message of a task. */
export interface TaskMessage {
  readonly type: "INFO" | "WARN" | "ERROR";
  readonly key: string;
  /** null: the key has to say it. */
  readonly text: string | null;
}

/** The outcomes that are published, in the spellings that are: two of them are the same. */
export type CompletionStatus =
  | "SUCCESS"
  | "WARNING"
  | "ERROR"
  | "TERMINATED"
  | "TEMPERROR"
  | "TEMP_ERROR"
  | "Success";

/** What the task behind an aggregation comes to. */
export type TaskOutcome =
  /** The tenant has no such task: 404. */
  | { readonly kind: "unknown" }
  /** It stays pending for ever, as stuck tasks do. */
  | { readonly kind: "pending" }
  | {
      readonly kind: "over";
      readonly completionStatus: CompletionStatus;
      readonly messages: readonly TaskMessage[];
      /**
       * How long `completed` is set before `completionStatus` is, in milliseconds: real tasks have
       * been seen in that state. Without it: 0.
       */
      readonly completedEarlierMs?: number;
      /**
       * When it is over, in milliseconds since the first question. Without it: when the aggregation
       * is.
       */
      readonly afterMs?: number;
    };

/** Done, and nothing to say about it. */
export const success: TaskOutcome = { kind: "over", completionStatus: "SUCCESS", messages: [] };

/** A start while another aggregation of the source runs is accepted, and comes to this. */
export const refusedAsRunning: TaskOutcome = {
  kind: "over",
  completionStatus: "ERROR",
  afterMs: 3000,
  messages: [
    {
      type: "ERROR",
      key: "task_out_account_aggregation_already_running",
      text: "This aggregation failed because the currently running aggregation must complete before the next one can start.",
    },
  ],
};
