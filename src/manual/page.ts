import { Help } from "commander";

/** A piece of the manual, for the terminal and the man page. */
export type Block =
  /** A paragraph. */
  | string
  | Items
  /** Not wrapped. */
  | { readonly lines: readonly string[] }
  | { readonly heading: string }
  | { readonly bullets: readonly string[] };

export type Items = readonly (readonly [term: string, meaning: string])[];

const indent = 2;
/** Between a term and its meaning. */
const gap = 2;
/** With fewer columns left beside its term, a meaning goes below it. */
const narrowest = 36;
const indentBelow = 8;

export interface PageForm {
  readonly columns: number;
  /** How wide terms are at least, so that several texts align. */
  readonly termColumns?: number;
  /** A heading as the terminal shows it. */
  readonly style?: (heading: string) => string;
}

/** Blocks for a terminal, in the style of `--help`. */
export function plainText(blocks: readonly Block[], form: PageForm): string {
  const helper = new Help();
  helper.minWidthToWrap = 1;
  return blocks.map((block) => plainBlock(block, form, helper)).join("\n\n");
}

/** How wide the longest of the terms is. */
export function termWidth(items: Items): number {
  return Math.max(0, ...items.map(([term]) => term.length));
}

function plainBlock(block: Block, form: PageForm, helper: Help): string {
  const { columns, style = String } = form;
  if (typeof block === "string") return helper.boxWrap(block, columns);
  if ("heading" in block) return style(helper.boxWrap(block.heading.toUpperCase(), columns));
  if ("lines" in block) return indented(block.lines);
  if ("bullets" in block) {
    return block.bullets
      .map((text) => `- ${wrapped(text, columns, gap, helper).trimStart()}`)
      .join("\n");
  }
  return plainItems(block, form, helper);
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line)).join("\n");
}

function plainItems(items: Items, { columns, termColumns = 0 }: PageForm, helper: Help): string {
  const width = Math.max(termColumns, termWidth(items));
  const isBelow = columns - indent - width - gap < narrowest;
  const margin = isBelow ? indentBelow : indent + width + gap;
  return items
    .map(([term, meaning]) => {
      const text = wrapped(meaning, columns, margin, helper);
      const head = " ".repeat(indent) + term;
      return isBelow ? `${head}\n${text}` : head.padEnd(margin) + text.trimStart();
    })
    .join("\n");
}

function wrapped(text: string, columns: number, margin: number, helper: Help): string {
  const lines = helper.boxWrap(text, Math.max(columns - margin, 1)).split("\n");
  return lines.map((line) => " ".repeat(margin) + line).join("\n");
}
