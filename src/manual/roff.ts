import type { Block } from "./page.ts";

/** What roff would read as its own, and what it would print as other characters than these. */
const special: Readonly<Record<string, string>> = {
  "\\": String.raw`\e`,
  "-": String.raw`\-`,
  "'": String.raw`\(aq`,
  '"': String.raw`\(dq`,
  "`": String.raw`\(ga`,
  "^": String.raw`\(ha`,
  "~": String.raw`\(ti`,
};

/**
 * A line of text that roff prints as it is: hyphens that can be copied into a shell, and nothing
 * that could be read as a request, which a line is that begins with a dot or an apostrophe.
 */
export function roffText(text: string): string {
  const escaped = text.replaceAll(/[\\\-'"`^~]|[^\x20-\x7E]/gu, (character) => {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return special[character] ?? String.raw`\[u${code}]`;
  });
  return escaped.startsWith(".") ? String.raw`\&${escaped}` : escaped;
}

/** A section, by the macros of man(7), whose first paragraph needs no request of its own. */
export function roffSection(title: string, lines: readonly string[]): readonly string[] {
  return [`.SH ${roffText(title)}`, ...(lines[0] === ".PP" ? lines.slice(1) : lines)];
}

/** A term and its meaning. */
export function roffItem(term: string, meaning: readonly string[]): readonly string[] {
  return [".TP", `\\fB${roffText(term)}\\fR`, ...meaning.map(roffText)];
}

/** A block of a manual. */
export function roffBlock(block: Block): readonly string[] {
  if (typeof block === "string") return [".PP", roffText(block)];
  if ("lines" in block) return [".PP", ".nf", ".RS 4", ...block.lines.map(roffText), ".RE", ".fi"];
  return block.flatMap(([term, meaning]) => roffItem(term, [meaning]));
}
