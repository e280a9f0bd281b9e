import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookOf } from "../../src/wording/states.ts";
import { conditionOf } from "../../src/watch/model/condition.ts";
import { asciiLine } from "../../src/ui/lines/ascii.ts";
import { frame } from "../../src/ui/screen/frame.ts";
import { type Line, lineWidth } from "../../src/ui/lines/line.ts";
import { pane } from "../../src/ui/pane/pane.ts";
import { sorts } from "../../src/ui/view/view.ts";
import { gallery } from "./gallery.ts";
import { sceneOf } from "./scene-of.ts";

const watches = Object.entries(gallery);
const { signInRefused: _, ...ordinary } = gallery;

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.map(({ text }) => text).join("")).join("\n");
}

function isIn(text: string): (word: string) => boolean {
  return (word) => text.includes(word);
}

/** So many ids in all states, each with an id of its own. */
function many(count: number) {
  const states = Object.values(ordinary);
  return Array.from({ length: count }, (_, index) => {
    const state = states[index % states.length] ?? ordinary.processing;
    return { ...state, id: `${index}-${state.id}` };
  });
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
    for (const options of [{}, { closedForMs: 75_000 }, { isPaused: true }]) {
      const rows = pane(watch, sceneOf([watch], options), size, "focused");
      expect(rows.map(lineWidth)).toEqual(Array.from({ length: size.rows }, () => size.columns));
      expect(textOf(rows)).toContain(lookOf(watch).word);
    }
  });
});

test("every state looks different without colour", () => {
  const looks = new Map(
    Object.values(ordinary).map((watch) => {
      const [border = [], state = []] = pane(
        watch,
        sceneOf([watch]),
        { columns: 40, rows: 8 },
        "plain",
      );
      const glyph = textOf([border]).trim().split(" ").at(-2) ?? "";
      return [conditionOf(watch), `${glyph.replace(/\d+%/, "")} ${textOf([state]).slice(2, 14)}`];
    }),
  );
  expect(looks.size).toBe(19);
  expect(new Set(looks.values()).size).toBe(looks.size);
});

const question = {
  like: gallery.completed,
  source: { id: "2c918084660f45d6016617daa9210584", name: "人事部の情報源システム" },
  tenantName: "acme-sandbox",
};
const sizes = [
  { columns: 20, rows: 3 },
  { columns: 40, rows: 10 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
];
const counts = [1, 2, 3, 4, 6, 9, 12, 30, 100, 1000];

describe.for(counts)("%i ids", (count) => {
  test.for(sizes)("fill a screen of $columns×$rows exactly", (size) => {
    for (const zoom of ["none", "pane", "events"] as const) {
      const rows = frame(sceneOf(many(count), { size, view: { zoom } }));
      expect(rows.map(lineWidth)).toEqual(Array.from({ length: size.rows }, () => size.columns));
    }
  });
});

describe("property: over random states, sizes and views", () => {
  const size = fc.record({
    columns: fc.integer({ min: 1, max: 250 }),
    rows: fc.integer({ min: 1, max: 80 }),
  });
  const state = fc.constantFrom(...Object.values(gallery));
  const label = fc.oneof(
    fc.constant(undefined),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
    fc.constantFrom("人事部の情報源システム", "👩‍👩‍👧‍👦 HR", "الموارد البشرية", "e\u0301cole"),
  );
  const all = fc.array(fc.record({ state, label }), { minLength: 1, maxLength: 60 }).map((list) =>
    list.map(({ state: watch, label: name }, index) => ({
      ...watch,
      id: `${index}-${watch.id}`,
      label: name,
    })),
  );
  const mode = fc.constantFrom(
    { kind: "watch" } as const,
    { kind: "filter" } as const,
    { kind: "add", text: "2c91808477a6b0c60177a81146b8110b=人事", problem: undefined } as const,
    { kind: "add", text: "?", problem: "that is not an aggregation id" } as const,
    { kind: "help", top: 5 } as const,
    { kind: "start", question } as const,
    { kind: "quit" } as const,
  );
  const view = fc.record({
    mode,
    zoom: fc.constantFrom("none" as const, "pane" as const, "events" as const),
    filter: fc.constantFrom("", "o", "none is like this"),
    isProblemsOnly: fc.boolean(),
    isDoneHidden: fc.boolean(),
    sort: fc.constantFrom(undefined, ...sorts),
    eventsFrom: fc.constantFrom(
      undefined,
      ...Object.values(gallery).flatMap(({ log }) => log.slice(1, 3)),
    ),
    notice: fc.constantFrom(
      undefined,
      "the terminal was asked to copy 2c91808477a6b0c60177a81146b8",
    ),
  });
  const options = fc.record({
    size,
    view,
    closedForMs: fc.constantFrom(0, 12_000, 3_600_000),
    isPaused: fc.boolean(),
    hasKeyboard: fc.boolean(),
  });

  test("every frame has exactly the screen's rows and columns, in ASCII as well", () => {
    fc.assert(
      fc.property(all, options, (shown, how) => {
        const rows = frame(sceneOf(shown, how));
        const exactly = Array.from({ length: how.size.rows }, () => how.size.columns);
        expect(rows.map(lineWidth)).toEqual(exactly);
        const plain = rows.map(asciiLine);
        expect(plain.map(lineWidth)).toEqual(exactly);
        expect(textOf(plain)).toMatch(/^[\x20-\x7E\n]*$/);
      }),
      { numRuns: 300 },
    );
  });

  test("no state's word is ever cut", () => {
    const enough = fc.record({
      columns: fc.integer({ min: 20, max: 250 }),
      rows: fc.integer({ min: 3, max: 80 }),
    });
    fc.assert(
      fc.property(state, enough, fc.integer({ min: 1, max: 40 }), (watch, screen, count) => {
        const others = many(count - 1);
        const name = "a source whose name is longer than any screen has room for it".repeat(5);
        const focused = { ...watch, label: name };
        const scene = sceneOf([focused, ...others], { size: screen, view: { sort: "given" } });
        if (watch === gallery.signInRefused && count === 1) return;
        const text = textOf(frame(scene));
        expect([lookOf(watch).word, lookOf(watch).shortWord].some(isIn(text))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
