/** An answer of the tenant, before it is sent. */
export interface Answer {
  readonly status: number;
  /** Beside Date, Content-Length and Slpt-Request-Id, which every answer gets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long to wait before it is sent, in milliseconds of the clients' clock. */
  readonly delayMs?: number;
  /** Resets the connection in place of an answer. */
  readonly hangUp?: true;
}

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { "Content-Type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(value),
  };
}

const errors = {
  400: {
    detailCode: "400.1 Bad Request Content",
    text: "The request was syntactically correct but its content is semantically invalid.",
  },
  403: {
    detailCode: "403 Forbidden",
    text: "The server understood the request but refuses to authorize it.",
  },
  404: {
    detailCode: "404 Not found",
    text: "The server did not find a current representation for the target resource.",
  },
  405: {
    detailCode: "405 Method not allowed",
    text: "The method received in the request-line is not supported by the target resource.",
  },
  413: {
    detailCode: "413 Content too large",
    text: "The request content is larger than the server is willing to process.",
  },
  415: {
    detailCode: "415 Unsupported media type",
    text: "The content type of the request is not supported by the target resource.",
  },
  500: { detailCode: "500.0 Internal Fault", text: "An internal fault occurred." },
  503: { detailCode: "503 Service Unavailable", text: "The service is temporarily unavailable." },
} as const;

/** An error as the specification's ErrorResponseDto. */
export function errorAnswer(
  status: keyof typeof errors,
  trackingId: string,
  headers?: Readonly<Record<string, string>>,
): Answer {
  const { detailCode, text } = errors[status];
  return serviceError(status, detailCode, text, trackingId, headers);
}

export function illegalValue(text: string, trackingId: string): Answer {
  return serviceError(400, "400.1.3 Illegal value", text, trackingId);
}

/** Real bodies have the text once per locale. */
function serviceError(
  status: number,
  detailCode: string,
  text: string,
  trackingId: string,
  headers?: Readonly<Record<string, string>>,
): Answer {
  const messages = [
    { locale: "en-US", localeOrigin: "DEFAULT", text },
    { locale: "und", localeOrigin: "REQUEST", text },
  ];
  return jsonAnswer(status, { detailCode, trackingId, messages, causes: [] }, headers);
}

/** A refusal of the gateway in front of the services, in its own shape. */
export function gatewayError(status: 400 | 401 | 404, error: string): Answer {
  return jsonAnswer(status, { error });
}

export function rateLimitAnswer(retryAfter?: string): Answer {
  const headers = retryAfter === undefined ? {} : { "Retry-After": retryAfter };
  // The spaces are those of the real body.
  return jsonAnswer(429, { message: " Rate Limit Exceeded " }, headers);
}

/** Also the answer to a token that was revoked or never issued. */
export function expiredTokenAnswer(): Answer {
  return gatewayError(401, "JWT validation failed: JWT is expired");
}
