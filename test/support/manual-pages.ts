import { readdirSync, readFileSync } from "node:fs";
import { parsePage } from "../../src/build/parse-page.ts";
import type { Page } from "../../src/manual/page-source.ts";

const folder = new URL("../../src/manual/pages/", import.meta.url);

/** The topics that have a page. */
export const pageNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.replace(".md", ""));

/** A page's Markdown. */
export function pageText(topic: string): string {
  return readFileSync(new URL(`${topic}.md`, folder), "utf8");
}

/** As the build reads it for the man page. */
export async function pageOf(topic: string): Promise<Page> {
  return parsePage(pageText(topic));
}
