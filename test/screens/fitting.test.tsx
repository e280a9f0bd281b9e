import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionWord } from "../../src/watch/condition.ts";
import { openBudget } from "../../src/watch/budget.ts";
import { headerRow } from "../../src/ui/header.ts";
import { type Line, lineWidth } from "../../src/ui/line.ts";
import { listRows } from "../../src/ui/list.ts";
import { paneRows } from "../../src/ui/pane/frame.ts";
import type { Scene } from "../../src/ui/scene.ts";
import { gallery } from "./gallery.ts";
import { at } from "./story.ts";

const watches = Object.entries(gallery);

const snapshot = {
  host: "acme.api.identitynow.com",
  watches: Object.values(gallery),
  budget: openBudget(),
  signIn: undefined,
  intervalMs: 5000,
  isPaused: false,
  attended: undefined,
};

function scene(closedForMs = 0): Scene {
  const now = at("14:07:31");
  const budget = { ...snapshot.budget, closedUntil: now.elapsed + closedForMs };
  return {
    snapshot: { ...snapshot, budget },
    now,
    title: "acme",
    step: 7,
    quitHint: "q quit",
    usuals: new Map(),
  };
}

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.map(({ text }) => text).join("")).join("\n");
}

describe.for(watches)("%s", ([, watch]) => {
  test.for([
    { columns: 38, rows: 7 },
    { columns: 40, rows: 8 },
    { columns: 40, rows: 11 },
    { columns: 40, rows: 22 },
    { columns: 80, rows: 22 },
    { columns: 200, rows: 48 },
  ])("fills a pane of $columns×$rows exactly, its state's word uncut", (size) => {
    for (const closedForMs of [0, 75_000]) {
      const rows = paneRows(watch, scene(closedForMs), size, true);
      expect(rows.map(lineWidth)).toEqual(Array.from({ length: size.rows }, () => size.columns));
      expect(textOf(rows)).toContain(conditionWord(watch));
    }
  });

  test("has nothing cut in the smallest pane but names, ids and what others wrote", () => {
    const rows = paneRows({ ...watch, log: [] }, scene(), { columns: 38, rows: 8 }, false);
    const cut = textOf(rows)
      .split("\n")
      .slice(1)
      .filter((row) => row.includes("…"));
    expect(cut.filter((row) => !/request id|a status unknown/.test(row))).toEqual([]);
  });
});

test("property: header and list fill what they are given exactly, at any size", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 300 }),
      fc.integer({ min: 1, max: 80 }),
      fc.constantFrom(0, 12_000, 3_600_000),
      (columns, rows, closedForMs) => {
        const shown = scene(closedForMs);
        expect(lineWidth(headerRow(shown, columns))).toBe(columns);
        expect(listRows(shown, { columns, rows }).map(lineWidth)).toEqual(
          Array.from({ length: rows }, () => columns),
        );
      },
    ),
  );
});

test("names in any script keep the columns where they are", () => {
  const names = ["人事部の情報源システム", "👩‍👩‍👧‍👦 HR", "الموارد البشرية", "e\u0301cole", "𝒲orkday"];
  for (const label of names) {
    const watch = { ...gallery.processing, label };
    const size = { columns: 40, rows: 11 };
    expect(paneRows(watch, scene(), size, false).map(lineWidth)).toEqual(
      Array.from({ length: 11 }, () => 40),
    );
  }
});
