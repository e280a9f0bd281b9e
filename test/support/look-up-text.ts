import { NoAnswerError, NotFoundError, RefusedError } from "../../src/api/errors.ts";

/** All that an error has for people beside its message. */
export function lookUpText(error: Error): string {
  if (error instanceof RefusedError || error instanceof NoAnswerError) return error.advice ?? "";
  return error instanceof NotFoundError ? (error.hint ?? "") : "";
}
