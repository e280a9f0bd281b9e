import { describe, expect, test } from "vitest";
import type { Line } from "../../src/ui/lines/line.ts";
import { pane } from "../../src/ui/pane/pane.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { gallery } from "./gallery.ts";
import { sceneOf } from "./scene-of.ts";

const watches = Object.entries(gallery);
const from = { columns: 38, rows: 7 };
const to = { columns: 64, rows: 18 };
/** Higher than all that there is to say of any id. */
const tall = 80;

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.map(({ text }) => text).join("")).join("\n");
}

/** The text inside the borders. */
function insideOf(watch: Watch, columns: number, rows: number): string {
  const lines = pane(watch, sceneOf([watch]), { columns, rows }, "plain").slice(1, -1);
  return lines.map((line) => textOf([line]).slice(2, -2)).join("\n");
}

/** Its scale depends on how fine it is. */
function withoutScale(text: string): string {
  return text.replaceAll(/\S+ ┤|0 └/g, "");
}

/** Without ids, of which the middle may be cut. */
function numbersOf(text: string, { id }: Watch): ReadonlySet<string> {
  const rest = withoutScale(text)
    .replaceAll(id, "")
    .replaceAll(/[0-9a-z]+…[0-9a-z]+/g, "");
  return new Set(rest.match(/\d[\d,.:]*/g));
}

function wordsOf(text: string): readonly string[] {
  return [...new Set(withoutScale(text).match(/\S*\p{L}\S*/gu))].toSorted();
}

function hasBlank(text: string): boolean {
  return /^ *$/m.test(text);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe.for(watches)("%s", ([, watch]) => {
  test("says no number in a small pane that a wider or a higher one leaves out", () => {
    const shown = range(from.columns, to.columns).map((columns) =>
      range(from.rows, to.rows).map((rows) => numbersOf(insideOf(watch, columns, rows), watch)),
    );
    for (const [wide, own] of shown.entries()) {
      for (const [high, numbers] of own.entries()) {
        for (const more of [shown[wide + 1]?.[high], own[high + 1]]) {
          const lost = more ? [...numbers].filter((one) => !more.has(one)) : [];
          expect(lost, `${from.columns + wide}×${from.rows + high}`).toEqual([]);
        }
      }
    }
  });

  test("has no blank row while anything is hidden, but for older events", () => {
    const bare = { ...watch, log: [] };
    for (const columns of range(from.columns, to.columns)) {
      const all = wordsOf(insideOf(bare, columns, tall));
      for (const rows of range(from.rows, to.rows)) {
        const text = insideOf(bare, columns, rows);
        const hidden = hasBlank(text) ? all.filter((word) => !text.includes(word)) : [];
        expect(hidden, `${columns}×${rows}`).toEqual([]);
        const past = insideOf(watch, columns, rows);
        const events = past.match(/^(\w+ \d+ )?\d\d:\d\d(:\d\d)? {2}/gm)?.length ?? 0;
        const least = hasBlank(past) ? Math.min(3, watch.log.length) : 0;
        expect(events).toBeGreaterThanOrEqual(least);
      }
    }
  });

  test("has nothing cut but ids and what others wrote", () => {
    const others = /forbidden|badRequest|signInRefused|withErrors|finished|unknown/;
    const [name] = watches.find(([, one]) => one === watch) ?? [""];
    if (others.test(name)) return;
    for (const columns of range(from.columns, to.columns)) {
      for (const rows of range(from.rows, to.rows)) {
        const cut = insideOf(watch, columns, rows)
          .split("\n")
          .filter((row) => row.includes("…") && !/[0-9a-z]+…[0-9a-z]+/.test(row));
        expect(cut, `${columns}×${rows}`).toEqual([]);
      }
    }
  });
});
