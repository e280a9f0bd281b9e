import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../assets/examples/", import.meta.url);

/** The names of all examples. */
export const exampleNames: readonly string[] = readdirSync(folder).toSorted();

/** Where an example stands. */
export function examplePath(name: string): string {
  return new URL(name, folder).pathname;
}

/** An example as users copy it. */
export function exampleText(name: string): string {
  return readFileSync(examplePath(name), "utf8");
}

/** What stands in the blocks of shell in Markdown, from the top. */
export function shellBlocks(markdown: string): readonly string[] {
  return codeBlocks(markdown, "sh");
}

/** What stands in the blocks of a language in Markdown, from the top. */
export function codeBlocks(markdown: string, language: string): readonly string[] {
  const blocks = markdown.matchAll(/^```(?<named>\w+)\n(?<block>[^]*?)^```$/gm);
  return Array.from(blocks).flatMap(({ groups }) =>
    groups?.["named"] === language ? [groups["block"] ?? ""] : [],
  );
}
