/** One message of a task. */
export interface TaskMessage {
  readonly type: "INFO" | "WARN" | "ERROR";
  readonly key: string;
  readonly text: string;
}

/** What the task behind an aggregation comes to. */
export type TaskOutcome =
  /** The tenant has no such task: 404. */
  | { readonly kind: "unknown" }
  /** It stays pending for ever, as stuck tasks do. */
  | { readonly kind: "pending" }
  | {
      readonly kind: "over";
      readonly completionStatus: "SUCCESS" | "WARNING" | "ERROR" | "TERMINATED";
      readonly messages: readonly TaskMessage[];
      /**
       * How long `completed` is set before `completionStatus` is, in milliseconds: real tasks have
       * been seen in that state. Without it: 0.
       */
      readonly completedEarlierMs?: number;
    };

/** Done, and nothing to say about it. */
export const success: TaskOutcome = { kind: "over", completionStatus: "SUCCESS", messages: [] };
