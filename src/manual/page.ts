import { Help } from "commander";

/** A piece of the manual, for the terminal and the man page. */
export type Block =
  /** A paragraph. */
  | string
  | readonly (readonly [term: string, meaning: string])[]
  /** Not wrapped. */
  | { readonly lines: readonly string[] };

const indent = 2;
/** Meanings are not wrapped into fewer columns. */
const narrowest = 20;

/** Blocks for a terminal, in the style of `--help`. */
export function plainText(blocks: readonly Block[], columns: number): string {
  const helper = new Help();
  helper.prepareContext({ helpWidth: columns });
  helper.minWidthToWrap = narrowest;
  return blocks.map((block) => plainBlock(block, helper)).join("\n\n");
}

function plainBlock(block: Block, helper: Help): string {
  if (typeof block === "string") return helper.boxWrap(block, helper.helpWidth ?? 80);
  if ("lines" in block) return block.lines.map((line) => " ".repeat(indent) + line).join("\n");
  const width = Math.max(...block.map(([term]) => helper.displayWidth(term)));
  return block.map(([term, meaning]) => helper.formatItem(term, width, meaning, helper)).join("\n");
}
