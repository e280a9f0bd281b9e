import * as v from "valibot";
import { safeText } from "../text/safe-text.ts";

const text = v.fallback(v.optional(v.string()), undefined);

/** ErrorResponseDto, the gateway's `error`, OAuth's `error_description`: every part optional. */
const errorBody = v.object({
  messages: v.fallback(
    v.optional(v.array(v.fallback(v.object({ text }), { text: undefined }))),
    undefined,
  ),
  detailCode: text,
  error_description: text,
  error: text,
  message: text,
});

/**
 * What an error answer says to people. Real bodies repeat one text for each locale: it is given
 * once.
 *
 * @param body the body as received; JSON of several shapes, a gateway's HTML, or nothing
 * @returns undefined where it says nothing that helps
 */
export function errorText(body: string): string | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), errorBody), body);
  if (!parsed.success) return undefined;
  const { messages, error_description, error, message, detailCode } = parsed.output;
  const texts = (messages ?? []).map((entry) => safeText(entry.text ?? ""));
  const candidates = [
    [...new Set(texts)].filter((part) => part !== "").join(" "),
    ...[error_description, error, message, detailCode].map((part) => safeText(part ?? "")),
  ];
  return candidates.find((candidate) => candidate !== "");
}

/**
 * Whether an error answer is one of the API's services and not of the gateway before them: only
 * theirs have the shape of an ErrorResponseDto.
 */
export function isServiceError(body: string): boolean {
  return v.safeParse(v.pipe(v.string(), v.parseJson(), serviceError), body).success;
}

const serviceError = v.union([
  v.looseObject({ detailCode: v.string() }),
  v.looseObject({ messages: v.array(v.unknown()) }),
]);
