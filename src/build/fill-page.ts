import type { ManualTable } from "./manual-tables.ts";

const filled = /^<!-- table: (?<name>[\w -]+) -->\n[^]*?^<!-- end -->$/gm;

/**
 * A page of the manual with its tables as the program has them now.
 *
 * @throws for a table that is not known
 */
export function fillPage(markdown: string, tables: Readonly<Record<string, ManualTable>>): string {
  return markdown.replaceAll(filled, (_, name: string) => {
    const table = tables[name];
    if (!table) throw new Error(`no table of the manual is called ${name}`);
    return `<!-- table: ${name} -->\n\n${tableText(table)}\n\n<!-- end -->`;
  });
}

function tableText({ titles, rows }: ManualTable): string {
  const lines = [
    titles,
    titles.map(() => "---"),
    ...rows.map(([term = "", ...cells]) => [
      `\`${term.replaceAll("|", String.raw`\|`)}\``,
      ...cells.map(escaped),
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Text in which only `code` is markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\*<|]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`);
}
