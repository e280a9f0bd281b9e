import fc from "fast-check";
import { marked, type Token, type Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { markdownText } from "../../../src/output/markdown/escape.ts";
import { markdownSummary } from "../../../src/output/markdown/markdown-summary.ts";
import { taskCountsOf } from "../../../src/watch/model/ending.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { accounts } from "../../support/invented/answers.ts";
import { live, offline, over } from "../../support/invented/watches.ts";
import * as random from "../../support/random-events.ts";
import { anyCharacter } from "../../support/any-character.ts";

/** The table as a reader of Markdown sees it; it has to be there. */
function tableOf(markdown: string): Tokens.Table {
  const [table] = marked.lexer(markdown);
  if (table?.type !== "table") throw new Error(`no table: ${markdown}`);
  return table as Tokens.Table;
}

/** What a reader sees of Markdown within a line, without the invisible blanks. */
function seen(tokens: readonly Token[]): string {
  return tokens.map(textOf).join("");
}

/** @throws if the token is anything but text */
function textOf({ type, raw }: Token): string {
  if (type !== "text" && type !== "escape") throw new Error(`${type}: ${raw}`);
  return (type === "escape" ? raw.slice(1) : raw)
    .replaceAll("&#8203;", "")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

function cellsOf(watches: readonly Watch[]): readonly (readonly string[])[] {
  const { rows } = tableOf(markdownSummary(watches, 0));
  return rows.map((row) => row.map(({ tokens }) => seen(tokens)));
}

const running = live("Workday HR", "ACCOUNTS_COLLECTED", accounts(2142, 5200));
const said = { at: 0, isSeenRunning: true, tookMs: 921_000 } as const;
const wrong = over(live("PeopleSoft", "COMPLETED", accounts(1257, 1257)), {
  kind: "COMPLETED",
  ...said,
  verdict: {
    kind: "ERROR",
    messages: [
      { type: "INFO", text: "read" },
      { type: "ERROR", text: "no employeeNumber" },
    ],
  },
});

test("a row for each id, problems first, then a line with the total and the exit code", () => {
  const watches = [over(live("Okta", "COMPLETED", accounts(0, 0)), "COMPLETED"), running, wrong];
  expect(markdownSummary(watches, 1, "one was CANCELLED (--strict: or WARNING)")).toBe(
    `| Aggregation | Id | Outcome | Took | Accounts | Message |
| --- | --- | --- | ---: | ---: | --- |
| PeopleSoft | PeopleSoft | ✗ COMPLETED WITH ERRORS | 15m 21s | 1,257/1,257 | no employeeNumber (and 1 more) |
| Workday HR | Workday HR | ▸ PROCESSING when left |  | 2,142/5,200 |  |
| Okta | Okta | ✓ COMPLETED | 15m 21s | no changes |  |

3 aggregations: 1 completed, 1 still running, 1 completed with errors. **Exit code 1**: one was CANCELLED (--strict: or WARNING).
`,
  );
});

test("what tasks have counted is a column where there is any", () => {
  const counts = { total: 80_000, optimized: 74_800, created: 0, updated: 5200 };
  const verdict = { kind: "SUCCESS", messages: [], counts } as const;
  const counted = over(live("Okta", "COMPLETED"), { kind: "COMPLETED", ...said, verdict });
  expect(markdownSummary([counted, running], 0)).toContain(
    `| Aggregation | Id | Outcome | Took | Accounts | Task counts | Message |
| --- | --- | --- | ---: | ---: | --- | --- |
| Workday HR | Workday HR | ▸ PROCESSING when left |  | 2,142/5,200 |  |  |
| Okta | Okta | ✓ COMPLETED | 15m 21s |  | scanned 80,000 · unchanged 74,800 · updated 5,200 |  |
`,
  );
});

test("without an id it says that, and no more of the exit code than there is to say", () => {
  const none = "No aggregation was watched. **Exit code";
  expect(markdownSummary([], 0)).toBe(`${none} 0**.\n`);
  expect(markdownSummary([], 124, "--timeout ran out")).toBe(`${none} 124**: --timeout ran out.\n`);
});

describe("the message", () => {
  const messageOf = (watch: Watch) => cellsOf([watch])[0]?.[5];

  test.for([
    [over(running, "TERMINATED"), "after 3 tries: virtual appliance unreachable"],
    [over(running, { kind: "CANCELLED", ...said }), "by a user"],
    [over(running, { kind: "NOT_FOUND", at: 0 }), "404; unknown id, or ended over an hour ago"],
    [
      over(running, { kind: "EXPIRED", at: 60_000, lastAnswerAt: 0, isHourLater: false }),
      "404, last seen 1m 00s ago; outcome unknown",
    ],
    [over(running, { kind: "SIGN_IN_REFUSED", at: 0, text: "start again" }), "sign-in refused"],
    [
      over(running, {
        kind: "COMPLETED",
        ...said,
        verdict: { kind: "UNREADABLE", reason: "403, no scope" },
      }),
      "verdict unknown: 403, no scope",
    ],
    [offline(running), "HTTP 502"],
    [running, ""],
  ] as const)("says how an id ended or stands, where no task does: %#", ([watch, message]) => {
    expect(messageOf(watch)).toBe(message);
  });

  test("of a task is cut where it is longer than 240 columns", () => {
    const messages = [{ type: "ERROR", text: "x".repeat(500) }];
    const long = over(running, {
      kind: "COMPLETED",
      ...said,
      verdict: { kind: "ERROR", messages },
    });
    expect(messageOf(long)).toBe(`${"x".repeat(239)}…`);
  });
});

test("of several tenants each is named, before the label or in its place", () => {
  const beta = { ...running, tenant: "beta" };
  expect(cellsOf([beta, { ...beta, label: undefined }, { ...running, label: undefined }])).toEqual([
    expect.arrayContaining(["beta:Workday HR"]),
    expect.arrayContaining(["beta"]),
    expect.arrayContaining([""]),
  ]);
});

test.for([
  ["a|b", "a&#124;b"],
  [String.raw`a\|b`, "a&#92;&#124;b"],
  ["<img src=x>", "&#60;img src=x&#62;"],
  ["`rm`", "&#96;rm&#96;"],
  ["[a](b) ![c](d)", String.raw`\[a\](b) !\[c\](d)`],
  ["a\r\nb", "a&#13;&#10;b"],
  ["ask @acme/team", "ask &#64;&#8203;acme/team"],
  ["&lt;", "&#38;lt;"],
  ["see https://a.example or www.b", "see https&#58;//a.example or www&#46;b"],
  ["HR_EU *x* ~~y~~ $z$", String.raw`HR\_EU \*x\* \~\~y\~\~ &#36;z&#36;`],
] as const)("%j is written as text", ([text, markdown]) => {
  expect(markdownText(text)).toBe(markdown);
});

const parts = [...Array.from("|\\`<>[]()!*_~&#@$:;/.-+= \n\r\tab1"), "](", "<!--", "```", "www."];
const hostile = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({
    unit: fc.constantFrom(...parts),
  }),
);

test("property: what is shown is the text itself, as text, and calls nobody", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const markdown = markdownText(text);
      expect(markdown).not.toMatch(/[|`<>@$]|\p{Cc}/u);
      const { rows } = tableOf(`|a|b|\n|-|-|\n| ${markdown} | end |\n`);
      const [[first, last] = []] = rows;
      const tokens = first?.tokens ?? [];
      expect(tokens.map(({ type }) => type)).not.toContain("link");
      expect(seen(tokens).trim()).toBe(text.trim());
      expect(last?.text).toBe("end");
    }),
  );
});

test("property: always a row for each id, and as many cells in each as there are columns", () => {
  const named = fc
    .tuple(random.watches, fc.array(hostile))
    .map(([watches, names]) =>
      watches.map((watch, index): Watch => ({ ...watch, label: names[index] ?? watch.label })),
    );
  fc.assert(
    fc.property(named, (watches) => {
      fc.pre(watches.length > 0);
      const markdown = markdownSummary(watches, 1, "said");
      const lines = markdown.split("\n");
      expect(lines).toHaveLength(watches.length + 5);
      const bars = lines.slice(0, watches.length + 2).map((line) => line.split("|").length);
      const isCounted = watches.some(({ ending }) => taskCountsOf(ending) !== undefined);
      expect(new Set(bars)).toEqual(new Set([isCounted ? 9 : 8]));
      const [table, ...rest] = marked.lexer(markdown).filter(({ type }) => type !== "space");
      expect(table).toMatchObject({ type: "table" });
      expect(tableOf(markdown).rows).toHaveLength(watches.length);
      expect(rest.map(({ type }) => type)).toEqual(["paragraph"]);
    }),
  );
});

test("no separator of lines or paragraphs ends a cell, in whatever way it is written", () => {
  for (const separator of ["\n", "\r", "\u0085", "\u2028", "\u2029"]) {
    expect(markdownText(`a${separator}b`)).toBe(`a&#${separator.codePointAt(0)};b`);
  }
});
