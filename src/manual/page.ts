import { Help } from "commander";

/** A piece of the manual, for the terminal and the man page. */
export type Block =
  /** A paragraph. */
  | string
  | Items
  /** Not wrapped. */
  | { readonly lines: readonly string[] };

export type Items = readonly (readonly [term: string, meaning: string])[];

const indent = 2;
/** Between a term and its meaning. */
const gap = 2;
/** Where a meaning would have fewer columns beside its term, it stands below. */
const narrowest = 30;
const indentBelow = 8;

/**
 * Blocks for a terminal, in the style of `--help`.
 *
 * @param termColumns how wide terms are at least, so that several texts align
 */
export function plainText(blocks: readonly Block[], columns: number, termColumns = 0): string {
  const helper = new Help();
  helper.minWidthToWrap = 1;
  return blocks.map((block) => plainBlock(block, columns, termColumns, helper)).join("\n\n");
}

/** How wide the longest of the terms is. */
export function termWidth(items: Items): number {
  return Math.max(0, ...items.map(([term]) => term.length));
}

function plainBlock(block: Block, columns: number, termColumns: number, helper: Help): string {
  if (typeof block === "string") return helper.boxWrap(block, columns);
  if ("lines" in block) return block.lines.map((line) => " ".repeat(indent) + line).join("\n");
  const width = Math.max(termColumns, termWidth(block));
  const beside = columns - indent - width - gap;
  const isBelow = beside < narrowest;
  const margin = isBelow ? indentBelow : indent + width + gap;
  return block
    .map(([term, meaning]) => {
      const wrapped = helper.boxWrap(meaning, Math.max(columns - margin, 1));
      const lines = wrapped.split("\n").map((line) => " ".repeat(margin) + line);
      const head = " ".repeat(indent) + term;
      if (isBelow) return [head, ...lines].join("\n");
      return head.padEnd(margin) + lines.join("\n").trimStart();
    })
    .join("\n");
}
