import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { summaryLines } from "../../../src/output/summary-lines.ts";
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
  test("problems first, then what still runs, then what is done, each in the order given", () => {
    const more = ended("e-done", said("COMPLETED"));
    expect(summaryLines([completed, terminated, live, missing, more], roomy)).toEqual([
      "✗ b-bad   TERMINATED after 3 tries: virtual appliance out of reach",
      "? d-gone  NOT FOUND: 404, three times; unknown id, or ended over an hour ago",
      "▸ c-live  PROCESSING when left, 100/1,000 accounts (10%)",
      "✓ a-done  COMPLETED in 1m 01s",
      "✓ e-done  COMPLETED in 1m 01s",
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

  test("the problems are shown and the rest is counted, with two lines left to the prompt", () => {
    expect(summaryLines(many, { columns: 200, rows: 6 })).toEqual([
      "✗ b-bad   TERMINATED after 3 tries: virtual appliance out of reach",
      "? d-gone  NOT FOUND: 404, three times; unknown id, or ended over an hour ago",
      "▸ c-live  PROCESSING when left, 100/1,000 accounts (10%)",
      "… and 8 more: 8 completed",
    ]);
  });

  test("none is counted that fits", () => {
    expect(summaryLines(many, { columns: 200, rows: many.length + 2 })).toHaveLength(many.length);
    expect(summaryLines(many, { columns: 200, rows: many.length + 2 }).at(-1)).toMatch(/^✓ x6/);
  });

  test("one line says it all where there is room for one", () => {
    for (const rows of [1, 2, 3]) {
      expect(summaryLines(many, { columns: 200, rows })).toEqual([
        "… and 11 more: 1 terminated, 1 not found, 1 still running, 8 completed",
      ]);
    }
  });

  test("property: never more lines or columns than the terminal, never an id lost", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .map(safeText)
      .filter((text) => text !== "");
    const watch = fc.oneof(
      name.map((label) => ended(label, said("COMPLETED"), label)),
      name.map((label) => ended(label, { kind: "NOT_FOUND", at: 0 }, label)),
      name.map((id) => running(id)),
    );
    fc.assert(
      fc.property(
        fc.array(watch, { maxLength: 30 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 40 }),
        (watches, columns, rows) => {
          const lines = summaryLines(watches, { columns, rows });
          expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 2));
          for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
          const wide = summaryLines(watches, { columns: 500, rows });
          const rest = Number(/^… and (\d+) more/.exec(wide.at(-1) ?? "")?.[1] ?? 0);
          expect(rest > 0 ? wide.length - 1 + rest : wide.length).toBe(watches.length);
        },
      ),
    );
  });
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
