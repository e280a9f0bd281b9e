import type { AggregationKind } from "../../api/endpoints/aggregation-kind.ts";
import type { ApiError } from "../../api/http/errors.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";

/** Why a start was not sent since a look-up before it failed, for one row. */
export function notStartedText(error: ApiError): string {
  return `not started: ${unreadableReason(error)}`;
}

const scopes: Readonly<Record<AggregationKind, string>> = {
  account: "idn:sources:manage",
  entitlement: "idn:entitlement:manage",
};

/** What became of a start that failed, and what to do, for one row: it may run after all. */
export function failedStartText(error: ApiError, kind: AggregationKind = "account"): string {
  switch (error.kind) {
    case "unnamed task":
      return "started, but its id is not known: aggwatch list tells";
    case "no answer":
      return `may have started (${error.message}): aggwatch list tells`;
    case "not found":
      return "not started: 404, no such source any more";
    case "refused":
      if (error.status === 403) return `not started: 403, needs scope ${scopes[kind]}`;
      if (error.status === 400) return "not started: HTTP 400; with a file: aggwatch start --file";
      return notStartedText(error);
    case "foreign answer":
      return `not started: HTTP ${error.status}, ${error.message}`;
    case "sign-in refused":
    case "unauthorized":
    case "rate limited":
    case "transient":
    case "cut short":
      return notStartedText(error);
  }
}
