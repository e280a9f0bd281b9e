import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { summaryLines, totalLines } from "../../../src/output/summary-lines.ts";
import { outcomeLine } from "../../../src/wording/outcome-line.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import { width } from "../../../src/text/columns.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { offline } from "../../support/invented/watches.ts";

const roomy = { columns: 200, rows: 50 };

function ended(name: string, ending: Ending, label?: string): Watch {
  return { ...newWatch({ id: name, label }, 0), ending };
}

function said(kind: "COMPLETED" | "CANCELLED" | "TERMINATED", tookMs = 61_000): Ending {
  return { kind, at: 0, isSeenRunning: true, tookMs };
}

/** Collected, and still at it. */
function running(name: string): Watch {
  const { status, counters } = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));
  const lastAnswer = { elapsed: 0, wall: 0, answeredAt: 0 };
  return { ...newWatch({ id: name, label: undefined }, 0), status, counters, lastAnswer };
}

const completed = ended("a-done", said("COMPLETED"));
const terminated = ended("b-bad", said("TERMINATED"));
const live = running("c-live");
const missing = ended("d-gone", { kind: "NOT_FOUND", at: 0 });

describe("a line each", () => {
  test("what is done first, then what still runs, problems last, each in the order given", () => {
    const more = ended("e-done", said("COMPLETED"));
    expect(summaryLines([terminated, completed, live, missing, more], roomy)).toEqual([
      "✓ a-done  COMPLETED in 1m 01s",
      "✓ e-done  COMPLETED in 1m 01s",
      "▸ c-live  PROCESSING when left, 100/1,000 accounts (10%)",
      "✗ b-bad   TERMINATED after 3 tries: virtual appliance unreachable",
      "? d-gone  NOT FOUND: 404; unknown id, or ended over an hour ago",
    ]);
  });

  test("with the label for the id, where there is one", () => {
    expect(summaryLines([ended("a", said("COMPLETED"), "Workday HR")], roomy)).toEqual([
      "✓ Workday HR  COMPLETED in 1m 01s",
    ]);
  });

  test("with the reason, where it was out of reach when left", () => {
    expect(summaryLines([offline(live)], roomy)).toEqual([
      "↯ c-live  OFFLINE when left (HTTP 502), 100/1,000 accounts (10%)",
    ]);
  });

  test("what is wider than the terminal goes on below where it began", () => {
    expect(summaryLines([completed, missing], { columns: 60, rows: 50 })).toEqual([
      "✓ a-done  COMPLETED in 1m 01s",
      "? d-gone  NOT FOUND: 404; unknown id, or ended over an hour",
      "          ago",
    ]);
    expect(summaryLines([missing], { columns: 40, rows: 50 })).toEqual([
      "? d-gone  NOT FOUND: 404; unknown id, or",
      "    ended over an hour ago",
    ]);
  });

  test("a name leads to its page, and takes the columns that it took", () => {
    const page = "https://acme.identitynow.com/ui/a/admin/connections/sources/2c91";
    const pageOf = ({ id }: Watch) => (id === "b-bad" ? page : undefined);
    const drawn = (text: string) => text.replace("✗", "x");
    const watches = [terminated, ended("c", said("COMPLETED"), "$& Okta")];
    expect(summaryLines(watches, roomy, { drawn, pageOf })).toEqual([
      "✓ $& Okta  COMPLETED in 1m 01s",
      `x \u001B]8;;${page}\u001B\\b-bad\u001B]8;;\u001B\\    TERMINATED after 3 tries: virtual appliance unreachable`,
    ]);
    const [, link = ""] = summaryLines(watches, roomy, { pageOf: () => page });
    expect(link).toContain("\\b-bad\u001B");
    expect(summaryLines(watches, roomy, { pageOf: () => page })[0]).toContain("\\$& Okta\u001B");
  });

  test("and no line for no id", () => {
    expect(summaryLines([], roomy)).toEqual([]);
  });
});

describe("where the lines are more than the terminal has", () => {
  const many = [
    completed,
    live,
    ...Array.from({ length: 7 }, (_, index) => ended(`x${index}`, said("COMPLETED"))),
    terminated,
    missing,
  ];

  test("those that are no problem are counted first, with three lines left to totals and prompt", () => {
    expect(summaryLines(many, { columns: 200, rows: 7 })).toEqual([
      "… 8 more: 8 completed",
      "▸ c-live  PROCESSING when left, 100/1,000 accounts (10%)",
      "✗ b-bad   TERMINATED after 3 tries: virtual appliance unreachable",
      "? d-gone  NOT FOUND: 404; unknown id, or ended over an hour ago",
    ]);
  });

  test("none is counted that fits", () => {
    expect(summaryLines(many, { columns: 200, rows: many.length + 3 })).toHaveLength(many.length);
    expect(summaryLines(many, { columns: 200, rows: many.length + 2 })[0]).toMatch(/^… 2 more/);
  });

  test("problems are never left out", () => {
    expect(summaryLines(many, { columns: 200, rows: 1 })).toEqual([
      "… 9 more: 8 completed, 1 still running",
      "✗ b-bad   TERMINATED after 3 tries: virtual appliance unreachable",
      "? d-gone  NOT FOUND: 404; unknown id, or ended over an hour ago",
    ]);
    const problems = Array.from({ length: 30 }, () => terminated);
    expect(summaryLines(problems, { columns: 200, rows: 24 })).toHaveLength(30);
  });
});

describe("the totals", () => {
  test("are all outcomes and the exit code", () => {
    expect(totalLines([completed, live, completed], 8, 80)).toEqual([
      "3 aggregations: 2 completed, 1 still running; exit code 8",
    ]);
    expect(totalLines([missing], 3, 40)).toEqual(["1 aggregation: 1 not found; exit code 3"]);
    expect(totalLines([missing], 3, 30)).toEqual(["1 aggregation: 1 not found;", "  exit code 3"]);
  });
});

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .map(safeText)
  .filter((text) => text !== "");
const anyWatch = fc.oneof(
  name.map((label) => ended(label, said("COMPLETED"), label)),
  name.map((label) => ended(label, { kind: "NOT_FOUND", at: 0 }, label)),
  name.map((id) => running(id)),
);
const anyWatches = fc.array(anyWatch, { maxLength: 30 });

test("property: no line is wider than the terminal, and no word is lost by that", () => {
  const words = (lines: readonly string[]) => lines.join("").replaceAll(/\s/gu, "").normalize();
  fc.assert(
    fc.property(anyWatches, fc.integer({ min: 20, max: 120 }), (watches, columns) => {
      const lines = summaryLines(watches, { columns, rows: 1000 });
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      expect(words(lines)).toBe(words(summaryLines(watches, { columns: 1000, rows: 1000 })));
    }),
  );
});

test("property: no id is lost, and only problems need more rows than there are", () => {
  fc.assert(
    fc.property(anyWatches, fc.integer({ min: 5, max: 40 }), (watches, rows) => {
      const lines = summaryLines(watches, { columns: 500, rows });
      const counted = Number(/^… (\d+) more/.exec(lines[0] ?? "")?.[1] ?? 0);
      expect(counted > 0 ? lines.length - 1 + counted : lines.length).toBe(watches.length);
      const problems = watches.filter(({ ending }) => ending?.kind === "NOT_FOUND").length;
      expect(lines.length).toBeLessThanOrEqual(Math.max(rows - 3, problems + 1));
    }),
  );
});

describe("the outcome in a line", () => {
  test("counts the ids by their state, and what has not ended by what is known of it", () => {
    const faulty = offline(running("f"));
    expect(outcomeLine([completed, terminated, completed, live, missing, faulty])).toBe(
      "2 completed, 1 terminated, 1 still running, 1 not found, 1 offline",
    );
  });

  test("is empty without ids", () => {
    expect(outcomeLine([])).toBe("");
  });
});
