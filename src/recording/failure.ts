import * as v from "valibot";
import {
  type ApiError,
  ForeignAnswerError,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../api/errors.ts";
import { amount, text, word } from "./fields.ts";

/** The one table of what can go wrong: how it stands in a recording, and is made again of that. */
const kinds = {
  noAnswer: ({ message, requestId, retryAfterMs, advice }) =>
    new NoAnswerError(message, requestId, retryAfterMs, advice),
  transient: ({ message, requestId, retryAfterMs }) =>
    new TransientError(message, requestId, retryAfterMs),
  rateLimited: ({ requestId, retryAfterMs = 0 }) => new RateLimitedError(retryAfterMs, requestId),
  unauthorized: ({ message, requestId }) => new UnauthorizedError(message, requestId),
  signInRefused: ({ message, requestId }) => new SignInRefusedError(message, requestId),
  notFound: ({ message, requestId, isFromService, hint }) =>
    new NotFoundError(message, requestId, isFromService, hint),
  refused: ({ message, requestId, httpStatus = 0, advice, isForeign }) =>
    new (isForeign === true ? ForeignAnswerError : RefusedError)(
      httpStatus,
      message,
      requestId,
      advice,
    ),
} as const satisfies Record<string, (fields: Fields) => ApiError>;

type Kind = keyof typeof kinds;

interface Fields {
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly isFromService?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly advice?: string | undefined;
  readonly isForeign?: boolean | undefined;
}

/** A failure as it stands in a recording. */
export function failureFields(error: ApiError): Fields & { readonly kind: Kind } {
  const { message, requestId } = error;
  const fields = { kind: kindOf(error), message, requestId };
  if (error instanceof TransientError || error instanceof RateLimitedError) {
    const advice = error instanceof NoAnswerError && error.advice;
    return { ...fields, retryAfterMs: error.retryAfterMs, ...(advice && { advice }) };
  }
  if (error instanceof NotFoundError) {
    const { isFromService, hint } = error;
    return { ...fields, isFromService, hint };
  }
  if (error instanceof RefusedError) {
    const { status: httpStatus, advice } = error;
    const isForeign = error instanceof ForeignAnswerError;
    return { ...fields, httpStatus, advice, ...(isForeign && { isForeign }) };
  }
  return fields;
}

/** Reads what `failureFields` made. */
export const failure = v.pipe(
  v.object({
    kind: v.picklist(Object.keys(kinds) as Kind[]),
    message: text,
    requestId: v.optional(word),
    retryAfterMs: v.optional(amount),
    isFromService: v.optional(v.boolean()),
    hint: v.optional(word),
    httpStatus: v.optional(amount),
    advice: v.optional(word),
    isForeign: v.optional(v.boolean()),
  }),
  v.transform(({ kind, ...fields }): ApiError => kinds[kind](fields)),
);

function kindOf(error: ApiError): Kind {
  if (error instanceof NoAnswerError) return "noAnswer";
  if (error instanceof TransientError) return "transient";
  if (error instanceof RateLimitedError) return "rateLimited";
  if (error instanceof UnauthorizedError) return "unauthorized";
  if (error instanceof SignInRefusedError) return "signInRefused";
  if (error instanceof NotFoundError) return "notFound";
  if (error instanceof RefusedError) return "refused";
  throw new TypeError(`no word for ${error.name}`);
}
