import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { marked, type Token, type Tokens } from "marked";
import { describe, expect, inject, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const { files, sizeBytes } = inject("packed");

/** A text of the package. */
function textOf(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/** All tokens of a page, also those within others. */
function tokensOf(path: string): readonly Token[] {
  const all: Token[] = [];
  void marked.walkTokens(marked.lexer(textOf(path)), (token) => void all.push(token));
  return all;
}

/** What a page links to and which pictures it shows, those of HTML as well, without hosts. */
function linksOf(path: string): readonly string[] {
  const links = tokensOf(path).flatMap((token) => {
    if (token.type === "link" || token.type === "image") return [(token as Tokens.Link).href];
    if (token.type !== "html") return [];
    const named = token.raw.matchAll(/\b(?:href|src|srcset)="([^"\s]+)/g);
    return Array.from(named, ([, link = ""]) => link);
  });
  return links.filter((link) => !/^[a-z]+:/i.test(link));
}

function headingsOf(path: string): readonly Tokens.Heading[] {
  return tokensOf(path).filter((token): token is Tokens.Heading => token.type === "heading");
}

/** The names that a page's headings have in addresses, as GitHub makes them. */
function anchorsOf(path: string): readonly string[] {
  return headingsOf(path).map(({ text }) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\p{Mark} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Whether a link of a page leads to a file or folder of the package, and to a heading in it. */
function leads(page: string, link: string): boolean {
  const [path = "", anchor] = decodeURI(link).split("#");
  const target = path === "" ? page : posix.join(posix.dirname(page), path);
  if (!files.includes(target)) return files.some((file) => file.startsWith(`${target}/`));
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

describe.for(files.filter((file) => file.endsWith(".md")))("in the package, %s", (page) => {
  test("links to what the package has", () => {
    expect(linksOf(page).filter((link) => !leads(page, link))).toEqual([]);
  });
});

test("a link to another page, to a heading or to a folder leads somewhere, others do not", () => {
  const links = ["LICENSE", "#aggwatch", "assets/examples/README.md#the-tenant", "assets/examples"];
  expect(links.filter((link) => !leads("README.md", link))).toEqual([]);
  const wrong = ["src/cli.ts", "#no-such-heading", "../README.md", "assets/examples/README.md#no"];
  expect(wrong.filter((link) => leads("README.md", link))).toEqual([]);
});

test("the package has the README, the license, the changelog and the manual", () => {
  const pages = ["README.md", "LICENSE", "CHANGELOG.md", "package.json", "dist/LICENSES.txt"];
  expect(pages.filter((page) => !files.includes(page))).toEqual([]);
  expect(files.some((file) => file.startsWith("src/manual/pages/"))).toBe(true);
});

test("the package is small, and has no source, test or recording in it", () => {
  expect(sizeBytes).toBeLessThan(700_000);
  const others = files.filter((file) => /\.tsx?$/.test(file) && file !== "dist/events.d.ts");
  expect(others).toEqual([]);
  expect(files.filter((file) => file.startsWith("assets/recordings"))).toEqual([]);
});

describe("the changelog", () => {
  const sections = headingsOf("CHANGELOG.md").filter(({ depth }) => depth === 2);
  const titles = sections.map(({ text }) => text);
  const released = titles.filter((title) => title !== "[Unreleased]");

  test("has a section for what is not released, then one for each version and its day", () => {
    expect(titles[0]).toBe("[Unreleased]");
    const wrong = released.filter((title) => !/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/.test(title));
    expect(wrong).toEqual([]);
    const newestFirst = released.toSorted((one, other) =>
      other.localeCompare(one, "en", { numeric: true }),
    );
    expect(released).toEqual(newestFirst);
  });

  test("has released no later version than the package's", () => {
    const newest = /\d[\d.]*/.exec(released[0] ?? "0.0.0")?.[0] ?? "";
    const order = newest.localeCompare(packageJson.version, "en", { numeric: true });
    expect(order).toBeLessThanOrEqual(0);
  });

  test("sorts what changed by its kinds, each once in a section and with a list", () => {
    const kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
    for (const section of textOf("CHANGELOG.md").split(/^## /m).slice(1)) {
      const parts = section.split(/^### /m).slice(1);
      const named = parts.map((part) => part.slice(0, part.indexOf("\n")));
      expect(kinds.filter((kind) => named.includes(kind))).toEqual(named);
      expect(parts.filter((part) => !/^\w+\n\n(?:- .+\n)+\n?$/.test(part))).toEqual([]);
    }
  });
});
