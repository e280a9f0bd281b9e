import type { Block } from "./page.ts";
import { alignedRows, type Rows } from "./rows.ts";

/** The characters that roff interprets, or prints as typographic ones. */
const special: Readonly<Record<string, string>> = {
  "\\": String.raw`\e`,
  "-": String.raw`\-`,
  "'": String.raw`\(aq`,
  '"': String.raw`\(dq`,
  "`": String.raw`\(ga`,
  "^": String.raw`\(ha`,
  "~": String.raw`\(ti`,
};

/** Text that roff prints literally: hyphens can be copied into a shell, and no line is a request. */
export function roffText(text: string): string {
  const escaped = text.replaceAll(/[\\\-'"`^~]|[^\x20-\x7E]/gu, (character) => {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return special[character] ?? String.raw`\[u${code}]`;
  });
  return escaped.startsWith(".") ? String.raw`\&${escaped}` : escaped;
}

/** The first paragraph of a section needs no `.PP`. */
export function roffSection(title: string, lines: readonly string[]): readonly string[] {
  return [`.SH ${roffText(title)}`, ...(lines[0] === ".PP" ? lines.slice(1) : lines)];
}

export function roffItem(term: string, meaning: string): readonly string[] {
  return [".TP", `\\fB${roffText(term)}\\fR`, roffText(meaning)];
}

export function roffBlock(block: Block | Rows): readonly string[] {
  if (typeof block === "string") return [".PP", roffText(block)];
  if ("heading" in block) return [`.SS ${roffText(block.heading)}`];
  if ("lines" in block) return literally(block.lines);
  if ("rows" in block) return literally(alignedRows(block));
  if ("bullets" in block) {
    return block.bullets.flatMap((text) => [String.raw`.IP \[u2022] 2`, roffText(text)]);
  }
  return block.flatMap(([term, meaning]) => roffItem(term, meaning));
}

function literally(lines: readonly string[]): readonly string[] {
  return [".PP", ".nf", ".RS 4", ...lines.map(roffText), ".RE", ".fi"];
}
