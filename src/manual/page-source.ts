import type { Block, Items } from "./page.ts";
import type { Rows } from "./rows.ts";

/** A page as `build/parse-page.ts` makes it of its Markdown. */
export interface Page {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}

/** A table that is made from the program stands in the page as it is by default. */
export type PageBlock = Block | Rows | { readonly table: string; readonly block: Block | Rows };

/** What a page says, with the user's own of some tables, by their names. */
export function blocksOf(
  { blocks }: Page,
  own: Readonly<Record<string, Items>> = {},
): readonly (Block | Rows)[] {
  return blocks.map((one) =>
    typeof one === "object" && "table" in one ? (own[one.table] ?? one.block) : one,
  );
}
