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

/** What stands in the README's blocks of shell, from the top. */
export function shellBlocks(markdown: string): readonly string[] {
  return Array.from(markdown.matchAll(/^```sh\n([^]*?)^```$/gm), ([, block = ""]) => block);
}
