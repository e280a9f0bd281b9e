import * as v from "valibot";
import {
  type ApiError,
  type ApiErrorKind,
  ForeignAnswerError,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../../api/http/errors.ts";
import type { Codec } from "./codec.ts";
import { amount, flag, text, word } from "./fields.ts";

/** What each kind is in a recording; those that are alike to a watch are one. */
const recorded = {
  transient: "transient",
  "no answer": "noAnswer",
  "cut short": "noAnswer",
  "unnamed task": "transient",
  "rate limited": "rateLimited",
  unauthorized: "unauthorized",
  "sign-in refused": "signInRefused",
  "not found": "notFound",
  refused: "refused",
  "foreign answer": "refused",
} as const satisfies Record<ApiErrorKind, string>;

type RecordedKind = (typeof recorded)[ApiErrorKind];

/** The error that each is read as. */
const readAs: Readonly<Record<RecordedKind, (fields: Fields) => ApiError>> = {
  noAnswer: ({ message, ...details }) => new NoAnswerError(message, details),
  transient: ({ message, ...details }) => new TransientError(message, details),
  rateLimited: ({ retryAfterMs = 0, ...details }) => new RateLimitedError(retryAfterMs, details),
  unauthorized: ({ message, ...details }) => new UnauthorizedError(message, details),
  signInRefused: ({ message, ...details }) => new SignInRefusedError(message, details),
  notFound: ({ message, ...details }) => new NotFoundError(message, details),
  refused: ({ message, httpStatus = 0, isForeign, ...details }) =>
    new (isForeign === true ? ForeignAnswerError : RefusedError)(httpStatus, message, details),
};

const fields = v.object({
  message: text.read,
  requestId: v.optional(word.read),
  retryAfterMs: v.optional(amount.read),
  isFromService: v.optional(flag.read),
  hint: v.optional(word.read),
  httpStatus: v.optional(amount.read),
  advice: v.optional(word.read),
  isForeign: v.optional(flag.read),
});

type Fields = v.InferOutput<typeof fields>;

export const failure: Codec<ApiError, Fields & { readonly kind: RecordedKind }> = {
  write(error) {
    const { message, requestId, retryAfterMs, advice } = error;
    return {
      kind: recorded[error.kind],
      message,
      requestId,
      retryAfterMs,
      ...(error.kind === "not found" && { isFromService: error.isFromService, hint: error.hint }),
      ...("status" in error && { httpStatus: error.status }),
      advice,
      ...(error.kind === "foreign answer" && { isForeign: true }),
    };
  },
  read: v.pipe(
    v.object({ kind: v.picklist(Object.keys(readAs) as RecordedKind[]), ...fields.entries }),
    v.transform(({ kind, ...read }): ApiError => readAs[kind](read)),
  ),
};
