import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { optionalField, textField } from "../answer/fields.ts";
import type { Shape } from "../answer/shape.ts";

const text = optionalField(textField);
const texts = v.array(optionalField(v.object({ text })));

/** Of a service: an ErrorResponseDto, or an older shape. */
const serviceFields = {
  messages: optionalField(texts),
  causes: optionalField(texts),
  formatted_msg: text,
  errorMessage: text,
  detailMessage: text,
  detailCode: text,
};

/** Also the gateway's and OAuth's. Some services send the messages of an ErrorResponseDto alone. */
const errorBody = bodyOf(
  v.union([
    texts,
    v.object({ ...serviceFields, error_description: text, error: text, message: text }),
  ]),
);

export const errorShape: Shape = errorBody.shape;

/** A longer text is a page, not a sentence. */
const longestPlainText = 400;

/** For people. Real bodies repeat one text for each locale; it is returned once. */
export function errorText(body: string): string | undefined {
  const said = errorBody.read(body);
  if (said === undefined) return plainText(body);
  if (Array.isArray(said)) return joined(textsOf(said));
  const { messages, causes, error, error_description: description, message } = said;
  const { formatted_msg: formatted, errorMessage, detailMessage, detailCode } = said;
  return (
    joined([...textsOf(messages), ...textsOf(causes)]) ??
    // `invalid_client: Bad client credentials`
    joined([error, description ?? message], ": ") ??
    formatted ??
    errorMessage ??
    detailMessage ??
    detailCode
  );
}

/** Whether a service sent it, and not the gateway, whose 404s have `error` or `message`. */
export function isServiceError(body: string): boolean {
  const said = errorBody.read(body);
  if (said === undefined) {
    const plain = plainText(body);
    return plain !== undefined && !/^(?:404\b)?[\s:-]*(?:page |path )?not found\W*$/i.test(plain);
  }
  if (Array.isArray(said)) return said.some((message) => message?.text !== undefined);
  return Object.entries(said).some(([name, part]) => name in serviceFields && part !== undefined);
}

export function isPage(body: string): boolean {
  return /^<(?:!doctype|html|head|body|\?xml|!--|[a-z]+[\s>])/i.test(body.trimStart());
}

/** A body that is a plain sentence, or a JSON string of one. */
function plainText(body: string): string | undefined {
  const [, quoted] = /^"(.*)"$/.exec(body) ?? [];
  const plain = quoted ?? body;
  const isSentence =
    plain.length <= longestPlainText &&
    /\p{L}{2}/u.test(plain) &&
    !/^(?:[<[{]|null$|true$|false$)/.test(plain);
  return isSentence ? plain : undefined;
}

function textsOf(list: v.InferOutput<typeof texts> = []): readonly (string | undefined)[] {
  return list.map((entry) => entry?.text);
}

function joined(parts: readonly (string | undefined)[], between = " "): string | undefined {
  return [...new Set(parts.filter((part) => part !== undefined))].join(between) || undefined;
}
