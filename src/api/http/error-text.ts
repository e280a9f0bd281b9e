import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { optionalField, textField } from "../answer/fields.ts";
import type { Shape } from "../answer/shape.ts";

const text = optionalField(textField);
const texts = optionalField(v.array(optionalField(v.object({ text }))));

/** Every shape that tenants have answered errors in: ErrorResponseDto, the gateway's, OAuth's, older ones. */
const errorFields = v.object({
  messages: texts,
  causes: texts,
  error_description: text,
  error: text,
  message: text,
  formatted_msg: text,
  errorMessage: text,
  detailMessage: text,
  detailCode: text,
});

/** Some services answer the messages of an ErrorResponseDto without it. */
const localeMessages = v.array(optionalField(v.object({ text })));

const errorBody = bodyOf(v.union([localeMessages, errorFields]));

/** What is wanted of an error's body. */
export const errorShape: Shape = errorBody.shape;

/** Longer ones are pages, not sentences. */
const longestPlainText = 400;

/**
 * What an error answer says to people. Real bodies repeat one text for each locale: it is given
 * once.
 *
 * @param body as `send` gives it: JSON of several shapes, a gateway's HTML, plain text, or nothing
 * @returns undefined where it says nothing that helps
 */
export function errorText(body: string): string | undefined {
  const said = errorBody.read(body);
  if (said === undefined) return plainText(body);
  if (Array.isArray(said)) return joined(said.map((message) => message?.text));
  const { messages, causes, error, error_description: description, message } = said;
  const { formatted_msg: formatted, errorMessage, detailMessage, detailCode } = said;
  const candidates = [
    joined([...textsOf(messages), ...textsOf(causes)]),
    clauses([error, description ?? message]),
    formatted,
    errorMessage,
    detailMessage,
    detailCode,
  ];
  return candidates.find((candidate) => candidate !== undefined);
}

/**
 * Whether an error answer is one of the API's services and not of the gateway before them, which
 * says `error` or `message` for a path that nobody serves.
 */
export function isServiceError(body: string): boolean {
  const said = errorBody.read(body);
  if (said === undefined) {
    const plain = plainText(body);
    return plain !== undefined && !/^(?:404\b)?[\s:-]*(?:page |path )?not found\W*$/i.test(plain);
  }
  if (Array.isArray(said)) return said.some((message) => message?.text !== undefined);
  return [
    said.messages,
    said.causes,
    said.formatted_msg,
    said.errorMessage,
    said.detailMessage,
    said.detailCode,
  ].some((part) => part !== undefined);
}

/** Whether a body is a page for browsers. */
export function isPage(body: string): boolean {
  return /^<(?:!doctype|html|head|body|\?xml|!--|[a-z]+[\s>])/i.test(body.trimStart());
}

/** A body that is a sentence by itself, or a JSON string of one. */
function plainText(body: string): string | undefined {
  const [, quoted] = /^"(.*)"$/.exec(body) ?? [];
  const plain = quoted ?? body;
  const isSentence =
    plain.length <= longestPlainText &&
    /\p{L}{2}/u.test(plain) &&
    !/^(?:[<[{]|null$|true$|false$)/.test(plain);
  return isSentence ? plain : undefined;
}

function textsOf(list: v.InferOutput<typeof texts>): readonly (string | undefined)[] {
  return (list ?? []).map((entry) => entry?.text);
}

function distinct(parts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(parts.filter((part) => part !== undefined))];
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return distinct(parts).join(" ") || undefined;
}

/** `invalid_client: Bad client credentials` */
function clauses(parts: readonly (string | undefined)[]): string | undefined {
  return distinct(parts).join(": ") || undefined;
}
