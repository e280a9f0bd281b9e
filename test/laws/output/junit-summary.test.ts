import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exitCode } from "../../../src/exit/exit-code.ts";
import { junitSummary } from "../../../src/output/junit/junit-summary.ts";
import { type Element, xmlDocument } from "../../../src/output/junit/xml.ts";
import { withoutCiCommands } from "../../../src/text/ci-commands.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { commandLines, hostileTexts } from "../../support/ci-runners.ts";
import { accounts } from "../../support/invented/answers.ts";
import { live, over } from "../../support/invented/watches.ts";
import * as random from "../../support/random-events.ts";
import { type Read, readXml } from "../../support/xml.ts";
import { anyCharacter } from "../../support/any-character.ts";

const now = Date.parse("2026-11-23T14:30:00Z");
const said = { at: 0, isSeenRunning: true, tookMs: 921_500 } as const;

function report(
  watches: readonly Watch[],
  changes: Partial<Parameters<typeof junitSummary>[1]> = {},
) {
  const info = { exitCode: 0, meaning: undefined, isStrict: false, now, ...changes };
  return junitSummary(watches, info);
}

function casesOf(document: string): readonly Read[] {
  return readXml(document).children[0]?.children.filter(({ name }) => name === "testcase") ?? [];
}

/** How each case went, by its name. */
function results(document: string) {
  return casesOf(document).map(({ attributes, children }) => [
    attributes["name"],
    children.find(({ name }) => name !== "system-out")?.name ?? "passed",
  ]);
}

const well = over(live("Okta", "COMPLETED", accounts(640, 640)), "COMPLETED");
const wrong = over(live("Epic", "COMPLETED", accounts(3120, 3120)), {
  kind: "COMPLETED",
  ...said,
  verdict: { kind: "ERROR", messages: [{ type: "ERROR", text: "12 accounts <without> a key" }] },
});
const warned = over(live("SAP", "COMPLETED"), {
  kind: "COMPLETED",
  ...said,
  verdict: { kind: "WARNING", messages: [] },
});
const refused = over(live("Jira", "STARTED"), {
  kind: "REFUSED",
  at: 0,
  text: "not allowed",
  httpStatus: 403,
  requestId: undefined,
});
const running = live("Workday HR", "ACCOUNTS_COLLECTED", accounts(2142, 5200));

test("a case for each aggregation, with its seconds, and what it came to", () => {
  expect(report([well, wrong], { exitCode: 1 })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="aggwatch" tests="2" failures="1" errors="0" time="1842.500">
  <testsuite name="aggwatch" tests="2" failures="1" errors="0" skipped="0" time="1842.500" timestamp="2026-11-23T14:30:00">
    <properties>
      <property name="exitCode" value="1"/>
    </properties>
    <testcase name="Okta" classname="aggwatch" time="921.000">
      <system-out>id Okta&#10;640/640 accounts</system-out>
    </testcase>
    <testcase name="Epic" classname="aggwatch" time="921.500">
      <failure message="COMPLETED WITH ERRORS in 15m 21s" type="COMPLETED_WITH_ERRORS">12 accounts &#60;without&#62; a key</failure>
      <system-out>id Epic&#10;3,120/3,120 accounts&#10;12 accounts &#60;without&#62; a key</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});

describe("an aggregation", () => {
  test("failed if it ended badly; refused it is an error, and not ended it is skipped", () => {
    expect(results(report([well, wrong, refused, running, warned], { exitCode: 4 }))).toEqual([
      ["Okta", "passed"],
      ["Epic", "failure"],
      ["Jira", "error"],
      ["Workday HR", "skipped"],
      ["SAP", "passed"],
    ]);
  });

  test("with a warning failed with --strict", () => {
    expect(results(report([warned], { exitCode: 1, isStrict: true }))).toEqual([
      ["SAP", "failure"],
    ]);
  });

  test("of a source that is there twice has its id in its name", () => {
    const one = { ...well, id: "a" };
    expect(results(report([one, { ...well, id: "b" }, wrong], { exitCode: 1 }))).toEqual([
      ["Okta (a)", "passed"],
      ["Okta (b)", "passed"],
      ["Epic", "failure"],
    ]);
  });

  test("of one of several tenants is of its class", () => {
    const [read] = casesOf(report([{ ...well, tenant: "acme.api.identitynow.com" }]));
    expect(read?.attributes["classname"]).toBe("aggwatch.acme_api_identitynow_com");
  });
});

describe("an exit code", () => {
  test("that no case explains is a case of its own, also where nothing was watched", () => {
    const meaning = "--timeout ran out";
    expect(results(report([well, running], { exitCode: 124, meaning }))).toEqual([
      ["Okta", "passed"],
      ["Workday HR", "skipped"],
      ["exit code 124", "error"],
    ]);
    const [only] = casesOf(report([], { exitCode: 124, meaning }));
    expect(only?.children[0]?.attributes).toEqual({ message: meaning, type: "124" });
  });

  test("of 0 needs none", () => {
    expect(results(report([well, warned]))).toEqual([
      ["Okta", "passed"],
      ["SAP", "passed"],
    ]);
    expect(results(report([]))).toEqual([]);
  });
});

/** What the readers of GitLab, Azure DevOps and Jenkins know of each element; `!` must be there. */
const known: Readonly<Record<string, { attributes: string; children: string }>> = {
  testsuites: { attributes: "name time tests failures errors", children: "testsuite" },
  testsuite: {
    attributes: "name! tests! failures! errors! skipped time timestamp",
    children: "properties testcase",
  },
  properties: { attributes: "", children: "property" },
  property: { attributes: "name! value!", children: "" },
  testcase: { attributes: "name! classname! time", children: "failure error skipped system-out" },
  failure: { attributes: "message type", children: "" },
  error: { attributes: "message type", children: "" },
  skipped: { attributes: "message", children: "" },
  "system-out": { attributes: "", children: "" },
};

/** What those readers would not know in an element or below it. */
function unknownTo({ name, attributes, children, text }: Read): readonly string[] {
  const form = known[name];
  if (!form) return [name];
  const words = form.attributes.split(" ");
  const missing = words.filter((word) => word.endsWith("!") && !(word.slice(0, -1) in attributes));
  const others = Object.keys(attributes).filter(
    (key) => !words.some((word) => word.replace("!", "") === key),
  );
  const strangers = children.filter((child) => !form.children.split(" ").includes(child.name));
  const hasText = form.children !== "" && text.trim() !== "";
  return [
    ...missing,
    ...others,
    ...strangers.map((child) => `${name} > ${child.name}`),
    ...(hasText ? [`text in ${name}`] : []),
    ...children.flatMap(unknownTo),
  ];
}

const hostile = fc.oneof(
  fc.constantFrom(
    ...hostileTexts,
    "]]>",
    "<!--",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "\uD800",
    "\uFFFF",
    "\u0000\u0008\u000B\u001B",
    "\"'<>&",
    "a\r\nb\tc",
  ),
  fc.string({ unit: anyCharacter }),
);

describe("whatever is watched", () => {
  test("the report is XML that its readers know, with the right counts", () => {
    fc.assert(
      fc.property(random.watches, fc.boolean(), hostile, (watches, isStrict, meaning) => {
        const endings = watches.map(({ ending }) => ending);
        const code = exitCode({ by: "ends" }, endings, isStrict);
        const document = report(watches, { exitCode: code, meaning, isStrict });
        const root = readXml(document);
        expect(unknownTo(root)).toEqual([]);
        const kinds = results(document).map(([, kind]) => kind);
        const count = (kind: string) => `${kinds.filter((one) => one === kind).length}`;
        expect(root.children[0]?.attributes).toMatchObject({
          tests: `${kinds.length}`,
          failures: count("failure"),
          errors: count("error"),
          skipped: count("skipped"),
          time: expect.stringMatching(/^\d+\.\d{3}$/),
        });
        // It is all well exactly where the program is.
        expect(kinds.includes("failure") || kinds.includes("error")).toBe(code !== 0);
        expect(commandLines(document)).toEqual([]);
        expect(withoutCiCommands(document)).toBe(document);
      }),
    );
  });

  test("property: any text is read again as it was, but for what XML forbids", () => {
    fc.assert(
      fc.property(fc.array(hostile), fc.boolean(), (texts, isAttribute) => {
        const text = texts.join("");
        const root: Element = isAttribute
          ? { name: "a", attributes: { b: text } }
          : { name: "a", content: text };
        const document = xmlDocument(root);
        const { attributes, text: content } = readXml(document);
        const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
        expect(isAttribute ? attributes["b"] : content).toBe(
          text.toWellFormed().replaceAll(forbidden, "\uFFFD"),
        );
        expect(commandLines(document)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the reader of these laws", () => {
  test.for([
    "<a/>",
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a></b>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a b="<"/>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&x;"/>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a b="1" b="2"/>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>&</a>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>]]></a>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>&#0;</a>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>\u0001</a>',
    '<?xml version="1.0" encoding="UTF-8"?>\n<a/><b/>',
  ])("refuses %j", (document) => {
    expect(() => readXml(document)).toThrow(/./);
  });
});

test("a source of which nothing was started is skipped, and the report says why", () => {
  const notStarted = [{ name: "Contractors", reason: "Okta ended badly (--fail-fast)" }];
  const document = report([wrong], { exitCode: 1, notStarted });
  expect(results(document)).toEqual([
    ["Epic", "failure"],
    ["Contractors", "skipped"],
  ]);
  expect(document).toContain('message="not started: Okta ended badly (--fail-fast)"');
});
