import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fillPage } from "../../../src/build/fill-page.ts";
import { manualTables } from "../../../src/build/manual-tables.ts";
import { parsePage } from "../../../src/build/parse-page.ts";
import { exitCodeOrder } from "../../../src/exit/exit-code-table.ts";
import { topics } from "../../../src/manual/topics.ts";
import { mostAggregations } from "../../../src/metrics/shown.ts";
import { count } from "../../../src/text/count.ts";
import { keyForms } from "../../../src/ui/keys/given-key.ts";
import { pageNames, pageText } from "../../support/manual-pages.ts";
import { wholeProgram } from "../../support/whole-program.ts";

const root = new URL("../../../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");
const tables = manualTables(wholeProgram());

test("every page is a topic, and its title is what the list of topics says", async () => {
  expect(pageNames.toSorted()).toEqual(topics.map(({ name }) => name).toSorted());
  for (const { about, read } of topics) {
    const { default: page } = await read();
    expect(page.title.toLowerCase()).toBe(about.toLowerCase());
  }
});

test("the README links to every page", () => {
  const missing = pageNames.filter((name) => !readme.includes(`(src/manual/pages/${name}.md)`));
  expect(missing).toEqual([]);
});

test("what a page says in a sentence is what the program has", () => {
  const saysOf = (name: string) => pageText(name).replaceAll("`", "");
  expect(saysOf("exit-codes")).toContain(exitCodeOrder);
  expect(saysOf("keys")).toContain(keyForms);
  expect(saysOf("metrics")).toContain(`at most ${count(mostAggregations)}`);
});

const texts = [
  { path: "README.md", text: readme },
  ...pageNames.map((name) => ({ path: `src/manual/pages/${name}.md`, text: pageText(name) })),
];

describe.for(texts)("$path", ({ path, text }) => {
  test("has the tables that the program has (npm run manual brings them up to date)", () => {
    expect(cellsOf(text)).toEqual(cellsOf(fillPage(text, tables)));
  });

  test("closes every table that it opens", () => {
    const marks = text.match(/<!-- .* -->/g) ?? [];
    expect(marks.filter((mark) => mark !== "<!-- end -->")).toHaveLength(marks.length / 2);
  });

  test("links to what is there", () => {
    const links = [...text.matchAll(/\]\((?!https:)([^)]*)\)/g)].map(([, link = ""]) => link);
    const missing = links.filter((link) => {
      const { pathname, hash } = new URL(link, new URL(path, root));
      if (!existsSync(pathname)) return true;
      return hash !== "" && !anchorsOf(readFileSync(pathname, "utf8")).includes(hash.slice(1));
    });
    expect(missing).toEqual([]);
  });

  test("is short", () => {
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });
});

/** Without the padding that a formatter adds. */
function cellsOf(text: string): string {
  return text.replaceAll(/ {2,}/g, " ").replaceAll(/-{4,}/g, "---").replaceAll("\\", "");
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("a page in Markdown", () => {
  test("is text without its markup, and links say where to go", () => {
    const page = parsePage(
      "# One\n\nA `b` **c** [d](keys.md#e) [f](https://g) [h](../../i.md) \\*j\\*\n\n## Two\n\n- k\n- l `m`\n",
    );
    expect(page).toEqual({
      title: "One",
      blocks: [
        "A b c d (aggwatch help keys) f (https://g) h (i.md) *j*",
        { heading: "Two" },
        { bullets: ["k", "l m"] },
      ],
    });
  });

  test("has tables, made from the program or not, and code as it is", () => {
    const page = parsePage(
      "# One\n\n| a | b |\n| - | - |\n| `c|d` | e |\n\n<!-- table: x y -->\n\n| a | b | c |\n| - | - | - |\n| 1 | 2 | 3 |\n\n<!-- end -->\n\n```sh\na  b\n\nc\n```\n\n![d](e.svg)\n".replace(
        "c|d",
        String.raw`c\|d`,
      ),
    );
    expect(page.blocks).toEqual([
      [["c|d", "e"]],
      {
        table: "x y",
        block: {
          rows: [
            ["a", "b", "c"],
            ["1", "2", "3"],
          ],
        },
      },
      { lines: ["a  b", "", "c"] },
    ]);
  });

  test.for(["Text first", "# One\n\n> quoted", "# One\n\n---\n"])("%j is refused", (text) => {
    expect(() => parsePage(text)).toThrow(/^a page /);
  });

  test("a table that the program does not have is refused", () => {
    expect(() => fillPage("<!-- table: nothing -->\n<!-- end -->", tables)).toThrow("nothing");
  });
});
