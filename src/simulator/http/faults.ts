import {
  type Answer,
  errorAnswer,
  expiredTokenAnswer,
  gatewayError,
  rateLimitAnswer,
} from "./answers.ts";
import type { ApiVersion } from "../gateway/routes.ts";
import type { AnswerContext } from "./send.ts";

/** What can go wrong with an answer. */
export type FaultName =
  | "revoked"
  | "forbidden"
  | "bad-request"
  | "retry-seconds"
  | "retry-date"
  | "retry-none"
  | "retry-garbage"
  | "fault-500"
  | "fault-502"
  | "fault-503"
  | "empty-body"
  | "truncated"
  | "reset"
  | "slow";

/**
 * A fault by count: it hits the first `times` requests that come `afterMs` milliseconds or more
 * after the first question, so that a run ends however seldom or often it is polled.
 */
export interface PlannedFault {
  readonly fault: FaultName;
  readonly afterMs: number;
  /** May be infinite: the id is never answered otherwise. */
  readonly times: number;
}

/** What a faulty answer depends on, beside the right one. */
export interface FaultContext extends AnswerContext {
  readonly version: ApiVersion;
}

/** How long a slow answer takes, in milliseconds. */
const slowMs = 12_000;

/** How far ahead of Date a date in Retry-After lies, in milliseconds. */
const retryDateMs = 15_000;

/** @returns what is sent in place of the answer that would have been right */
export function faultyAnswer(fault: FaultName, right: Answer, context: FaultContext): Answer {
  return faultyAnswers[fault](right, context);
}

const faultyAnswers: Readonly<Record<FaultName, (right: Answer, context: FaultContext) => Answer>> =
  {
    revoked: expiredTokenAnswer,
    forbidden: (_right, { trackingId }) => errorAnswer(403, trackingId),
    "bad-request": (_right, context) => badRequest(context),
    "retry-seconds": () => rateLimitAnswer("12"),
    "retry-date": (_right, { dateMs }) =>
      rateLimitAnswer(new Date(dateMs + retryDateMs).toUTCString()),
    "retry-none": () => rateLimitAnswer(undefined),
    "retry-garbage": () => rateLimitAnswer("soon"),
    "fault-500": (_right, { trackingId }) => errorAnswer(500, trackingId),
    "fault-502": () => badGateway,
    "fault-503": (_right, { trackingId }) => errorAnswer(503, trackingId, { "Retry-After": "8" }),
    "empty-body": (right) => ({ ...right, body: "" }),
    truncated: (right) => ({ ...right, body: right.body.slice(0, right.body.length / 2) }),
    reset: (right) => ({ ...right, hangUp: true }),
    slow: (right) => ({ ...right, delayMs: slowMs }),
  };

/** The versions since 2025 answer 400 in another shape, where a status is asked for. */
function badRequest({ version, trackingId }: FaultContext): Answer {
  return version === "beta" || version === "v2024"
    ? errorAnswer(400, trackingId)
    : gatewayError(400, "The request is invalid.");
}

/** A gateway knows nothing of the API's shapes. */
const badGateway: Answer = {
  status: 502,
  headers: { "Content-Type": "text/html" },
  body: [
    "<html>",
    "<head><title>502 Bad Gateway</title></head>",
    "<body>",
    "<center><h1>502 Bad Gateway</h1></center>",
    "</body>",
    "</html>",
    "",
  ].join("\r\n"),
};
