/** What XML 1.0 allows of characters (2.2), but for the line's ends, tabs and what has a meaning. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/**
 * What is written by its number: marks of XML, blanks that a parser would change, and the mark of
 * commands that CI runners execute anywhere. No text begins a line, where others would stand.
 */
const special = /[&<>"'#\t\n\r]/g;

/** A text from outside, for an element or an attribute: a parser reads the same text again. */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(illegal, "\uFFFD")
    .replaceAll(special, (character) => `&#${character.codePointAt(0)};`);
}

export interface Element {
  readonly name: string;
  /** Those that are undefined are left out. */
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  /** A text, or elements. */
  readonly content?: string | readonly Element[];
}

/** A whole document; names must be those of XML. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, "").join("\n")}\n`;
}

function lines(
  { name, attributes = {}, content = [] }: Element,
  indent: string,
): readonly string[] {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(`${value}`)}"`)
    .join("");
  const begin = `${indent}<${name}${given}`;
  if (content.length === 0) return [`${begin}/>`];
  if (typeof content === "string") return [`${begin}>${xmlText(content)}</${name}>`];
  const inner = content.flatMap((one) => lines(one, `${indent}  `));
  return [`${begin}>`, ...inner, `${indent}</${name}>`];
}
