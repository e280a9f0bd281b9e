import {
  type Answer,
  errorAnswer,
  expiredTokenAnswer,
  gatewayError,
  rateLimitAnswer,
} from "./answers.ts";
import type { ApiVersion } from "../gateway/routes.ts";
import type { AnswerContext } from "./send.ts";

/** A fault by count, not by time: so a run ends however seldom or often it is polled. */
export interface PlannedFault {
  readonly fault: FaultName;
  /** It hits the first `times` requests from then on, in milliseconds since the first request. */
  readonly afterMs: number;
  /** May be infinite: the id is never answered otherwise. */
  readonly times: number;
}

export interface FaultContext extends AnswerContext {
  readonly version: ApiVersion;
}

const slowMs = 12_000;

const retryDateMs = 15_000;

/** A gateway does not know the API's shapes. */
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

/** What is sent in place of the right answer. */
export const faultyAnswers = {
  revoked: expiredTokenAnswer,
  forbidden: (_right, { trackingId }) => errorAnswer(403, trackingId),
  "bad-request": (_right, context) => badRequest(context),
  "retry-seconds": () => rateLimitAnswer("12"),
  "retry-date": (_right, { dateMs }) =>
    rateLimitAnswer(new Date(dateMs + retryDateMs).toUTCString()),
  "retry-none": () => rateLimitAnswer(),
  "retry-garbage": () => rateLimitAnswer("soon"),
  "fault-500": (_right, { trackingId }) => errorAnswer(500, trackingId),
  "fault-502": () => badGateway,
  "fault-503": (_right, { trackingId }) => errorAnswer(503, trackingId, { "Retry-After": "8" }),
  "empty-body": (right) => ({ ...right, body: "" }),
  truncated: (right) => ({ ...right, body: right.body.slice(0, right.body.length / 2) }),
  reset: (right) => ({ ...right, hangUp: true }),
  slow: (right) => ({ ...right, delayMs: slowMs }),
} satisfies Readonly<Record<string, (right: Answer, context: FaultContext) => Answer>>;

export type FaultName = keyof typeof faultyAnswers;

/** Since v2025, a status is refused with 400 in another shape. */
function badRequest({ version, trackingId }: FaultContext): Answer {
  return version === "beta" || version === "v2024"
    ? errorAnswer(400, trackingId)
    : gatewayError(400, "The request is invalid.");
}
