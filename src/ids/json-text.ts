export interface Part {
  readonly kind: "json" | "text";
  readonly text: string;
}

const beginning = /(?:^|\n)[\t \u00A0\uFEFF]*(?=\{\s*["}]|\[\s*[[{"\]])/g;
const following = /[\s,]*(?=\{\s*["}]|\[\s*[[{"])/y;

/** Expects line feeds only. Undefined where a document has no end. */
export function partsOf(text: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  let from = 0;
  for (;;) {
    beginning.lastIndex = from;
    const match = beginning.exec(text);
    if (!match) break;
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    let start: number | undefined = beginning.lastIndex;
    while (start !== undefined) {
      const end = documentEnd(text, start);
      if (end === undefined) return undefined;
      parts.push({ kind: "json", text: text.slice(start, end) });
      from = end;
      following.lastIndex = end;
      start = following.test(text) ? following.lastIndex : undefined;
    }
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

function documentEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === "\\") at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
