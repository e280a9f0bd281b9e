import { isApiError } from "../../src/api/http/errors.ts";

/** All that an error has for people beside its message. */
export function lookUpText(error: Error): string {
  if (!isApiError(error)) return "";
  return error.advice ?? (error.kind === "not found" ? error.hint : undefined) ?? "";
}
