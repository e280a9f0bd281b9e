/** An element as a reader of XML has it, with its own text. */
export interface Read {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Read[];
  readonly text: string;
}

const name = String.raw`[A-Za-z_][\w.-]*`;
const reference = String.raw`&(?:#[0-9]+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);`;
const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/;
const attribute = new RegExp(String.raw`\s+(${name})="((?:[^<&"]|${reference})*)"`, "y");
const begin = new RegExp(String.raw`<(${name})`, "y");
const close = /\s*(\/?)>/y;
const end = new RegExp(String.raw`</(${name})\s*>`, "y");
const characters = new RegExp(String.raw`(?:(?!\]\]>)[^<&]|${reference})*`, "y");
const legal = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/**
 * Reads a document as a strict reader of XML 1.0 does, without what our reports do not use (comments,
 * CDATA, namespaces, a DTD). It throws where the document is not well-formed.
 */
export function readXml(document: string): Read {
  const [declared] = declaration.exec(document) ?? [];
  if (declared === undefined) throw new Error("no declaration");
  legally(document);
  let at = declared.length;

  function taken(form: RegExp): RegExpExecArray {
    form.lastIndex = at;
    const found = form.exec(document);
    if (!found) throw new Error(`not well-formed at ${at}: ${document.slice(at, at + 40)}`);
    at += found[0].length;
    return found;
  }

  function attributes(): Readonly<Record<string, string>> {
    const all = new Map<string, string>();
    for (;;) {
      attribute.lastIndex = at;
      const [whole, key = "", value = ""] = attribute.exec(document) ?? [];
      if (whole === undefined) return Object.fromEntries(all);
      if (all.has(key)) throw new Error(`the attribute ${key} is there twice`);
      at += whole.length;
      // Blanks become spaces, unless they are written by their numbers.
      all.set(key, resolved(value.replaceAll(/[\t\n\r]/g, " ")));
    }
  }

  function element(): Read {
    const [, tag = ""] = taken(begin);
    const given = attributes();
    const [, empty] = taken(close);
    const children: Read[] = [];
    if (empty === "/") return { name: tag, attributes: given, children, text: "" };
    let text = "";
    for (;;) {
      text += resolved(taken(characters)[0].replaceAll(/\r\n?/g, "\n"));
      if (document.startsWith("</", at)) break;
      children.push(element());
    }
    const [, closed] = taken(end);
    if (closed !== tag) throw new Error(`<${tag}> is closed by </${closed}>`);
    return { name: tag, attributes: given, children, text };
  }

  const root = element();
  if (document.slice(at).trim() !== "") throw new Error("something stands behind the root");
  return root;
}

function resolved(text: string): string {
  const read = text.replaceAll(/&(#x?)?(\w+);/g, (_, sign: string | undefined, value: string) =>
    sign === undefined
      ? (named[value] ?? "")
      : String.fromCodePoint(Number.parseInt(value, sign === "#" ? 10 : 16)),
  );
  // A reference may not stand for what must not be there, either.
  legally(read);
  return read;
}

function legally(text: string): void {
  if (!text.isWellFormed() || !legal.test(text)) throw new Error("a character that XML forbids");
}
