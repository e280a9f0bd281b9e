/** A kind of metric: all its samples have the same labels. */
export interface Family {
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly labels: readonly string[];
}

const aggregation = ["tenant", "source", "kind", "id"];
const client = ["tenant"];

/**
 * All metrics. Names follow Prometheus' conventions: base units, `_total` for what only grows, a ratio
 * in place of percent. They are a contract of version 1.
 */
export const families = {
  aggwatch_build_info: {
    type: "gauge",
    help: "Always 1; the versions of aggwatch and Node.",
    labels: ["version", "node"],
  },
  aggwatch_aggregation_state: {
    type: "gauge",
    help: "Always 1; the state of the aggregation, as in NDJSON. One that has ended keeps its last.",
    labels: [...aggregation, "state"],
  },
  aggwatch_aggregation_processed_items: {
    type: "gauge",
    help: "Accounts, identities and deletions that the API reports as processed.",
    labels: [...aggregation, "item"],
  },
  aggwatch_aggregation_expected_items: {
    type: "gauge",
    help: "Accounts, identities and deletions to process: the totals of the API, which may still grow.",
    labels: [...aggregation, "item"],
  },
  aggwatch_aggregation_progress_ratio: {
    type: "gauge",
    help: "Processed part of the accounts, or of the identities if no account has changed; 0 to 1.",
    labels: aggregation,
  },
  aggwatch_aggregation_items_per_second: {
    type: "gauge",
    help: "Current rate of the counter that ends last; absent while unknown.",
    labels: [...aggregation, "item"],
  },
  aggwatch_aggregation_left_seconds: {
    type: "gauge",
    help: "Estimated time until the aggregation ends; absent while unknown.",
    labels: aggregation,
  },
  aggwatch_aggregation_left_least_seconds: {
    type: "gauge",
    help: "Low end of the range of the time left, meant to hold four times in five.",
    labels: aggregation,
  },
  aggwatch_aggregation_left_most_seconds: {
    type: "gauge",
    help: "High end of the range of the time left, meant to hold four times in five.",
    labels: aggregation,
  },
  aggwatch_aggregation_stalled: {
    type: "gauge",
    help: "1 while a running aggregation makes no progress for longer than its rhythm explains, else 0.",
    labels: aggregation,
  },
  aggwatch_aggregation_data_age_seconds: {
    type: "gauge",
    help: "Time since the last answer about a running aggregation; absent before the first.",
    labels: aggregation,
  },
  aggwatch_aggregation_running_seconds: {
    type: "gauge",
    help: "Time since the start of the aggregation, or from its start to its end; absent if unknown.",
    labels: aggregation,
  },
  aggwatch_aggregation_start_timestamp_seconds: {
    type: "gauge",
    help: "When the aggregation started, since the Unix epoch, by the clock of the tenant.",
    labels: aggregation,
  },
  aggwatch_aggregation_end_timestamp_seconds: {
    type: "gauge",
    help: "When the aggregation was seen to end, since the Unix epoch, and its outcome as in NDJSON.",
    labels: [...aggregation, "outcome"],
  },
  aggwatch_aggregations: {
    type: "gauge",
    help: "Watched aggregations by state, including those left out of the other metrics.",
    labels: ["tenant", "state"],
  },
  aggwatch_aggregations_omitted: {
    type: "gauge",
    help: "Watched aggregations left out of the metrics because there are too many.",
    labels: [],
  },
  aggwatch_aggregations_ended_total: {
    type: "counter",
    help: "Aggregations whose end this process has seen, by outcome.",
    labels: ["tenant", "outcome"],
  },
  aggwatch_source_last_success_timestamp_seconds: {
    type: "gauge",
    help: "When an aggregation of the source last COMPLETED without errors, since the Unix epoch.",
    labels: ["tenant", "source", "kind"],
  },
  aggwatch_listing_success: {
    type: "gauge",
    help: "1 if the last check for running aggregations worked, else 0; only with --follow.",
    labels: client,
  },
  aggwatch_client_budget_requests: {
    type: "gauge",
    help: "Requests that this process may send in 10 seconds.",
    labels: client,
  },
  aggwatch_client_window_requests: {
    type: "gauge",
    help: "Requests that this process has sent in the last 10 seconds.",
    labels: client,
  },
  aggwatch_client_watchers: {
    type: "gauge",
    help: "Watchers that share the request budget, including this one.",
    labels: client,
  },
  aggwatch_client_requests_total: {
    type: "counter",
    help: "Requests by endpoint and HTTP status; the code none means no answer.",
    labels: [...client, "endpoint", "code"],
  },
  aggwatch_client_waits_total: {
    type: "counter",
    help: "Waits for a 429, met here or by a process that shares the budget.",
    labels: client,
  },
  aggwatch_client_wait_seconds_total: {
    type: "counter",
    help: "Time that all requests have waited because of 429s.",
    labels: client,
  },
  aggwatch_client_wait_left_seconds: {
    type: "gauge",
    help: "Time left of the current wait for a 429; 0 without one.",
    labels: client,
  },
} as const satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof families;

/** One number of a family. */
export interface Sample {
  readonly family: FamilyName;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
