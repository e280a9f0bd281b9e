import { describe, expect, test } from "vitest";
import { lookOf } from "../../src/wording/states.ts";
import { conditionOf } from "../../src/watch/model/condition.ts";
import { newPicker } from "../../src/ui/picker/picker.ts";
import { pickerRows } from "../../src/ui/picker/rows.ts";
import { frame } from "../../src/ui/screen/frame.ts";
import type { Line } from "../../src/ui/lines/line.ts";
import { type Role, roleLooks } from "../../src/ui/lines/theme.ts";
import { contrastOf, palettes } from "../support/palettes.ts";
import { gallery } from "./gallery.ts";
import { sceneOf } from "./scene-of.ts";

const { signInRefused: _, ...ordinary } = gallery;
const states = Object.values(ordinary);
const roles = Object.keys(roleLooks) as Role[];
const screens = Object.values(palettes);

/** WCAG 2.2 asks for 4.5 of text and for 3 of what shows where the focus is. */
const readable = 4.5;
const visible = 3;

/** Solarized gives its own text 4.1. */
function isReadable(role: Role): boolean {
  return screens.every((palette) => {
    const own = contrastOf("", palette);
    return contrastOf(roleLooks[role], palette) >= Math.min(readable, own);
  });
}

test("the contrast of every role on four terminals", () => {
  const table = Object.entries(palettes).map(([name, palette]) => {
    const contrasts = roles.map(
      (role) => `${role} ${contrastOf(roleLooks[role], palette).toFixed(1)}`,
    );
    return `${name}: ${contrasts.join(", ")}`;
  });
  expect(table).toMatchInlineSnapshot(`
    [
      "VS Code dark: text 10.4, strong 10.4, dim 10.4, faint 3.6, accent 3.6, busy 6.0, ok 6.7, warn 12.3, bad 3.2",
      "VS Code light: text 12.6, strong 12.6, dim 12.6, faint 2.8, accent 5.4, busy 3.4, ok 5.4, warn 3.1, bad 5.1",
      "Solarized light: text 4.1, strong 4.1, dim 4.1, faint 1.9, accent 4.2, busy 2.9, ok 3.0, warn 3.0, bad 4.3",
      "xterm white: text 21.0, strong 21.0, dim 21.0, faint 21.0, accent 4.7, busy 2.0, ok 2.2, warn 1.7, bad 4.0",
    ]
  `);
});

const readableRoles = new Set(roles.filter(isReadable));

test("words take the terminal's own color, which is readable on each", () => {
  expect([...readableRoles]).toEqual(["text", "strong", "dim"]);
});

test("the focus can be seen on each", () => {
  for (const palette of screens) {
    expect(contrastOf(roleLooks.accent, palette)).toBeGreaterThanOrEqual(visible);
  }
});

/** What is written in a role that is not readable everywhere. */
function faintWords(rows: readonly Line[]): readonly string[] {
  const spans = rows.flat().filter(({ role }) => !readableRoles.has(role));
  return spans.map(({ text }) => text).filter((text) => /[\p{L}\p{N}]/u.test(text));
}

const sizes = [
  { columns: 20, rows: 3 },
  { columns: 40, rows: 10 },
  { columns: 80, rows: 24 },
  { columns: 60, rows: 60 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
];
const question = {
  like: ordinary.completed,
  source: { id: "2c918084660f45d6016617daa9210584", name: "Workday HR" },
  tenantName: "acme",
};
const modes = [
  { kind: "watch" },
  { kind: "help", top: 0 },
  { kind: "help", top: 20 },
  { kind: "filter" },
  { kind: "add", text: "2c91", problem: undefined },
  { kind: "add", text: "?", problem: "that is not an aggregation id" },
  { kind: "start", question },
  { kind: "quit" },
] as const;

describe("no letter and no digit is in a color that is hard to read", () => {
  test.for(sizes)("on a screen of $columns×$rows", (size) => {
    for (const count of [1, 4, 12, 37, 300]) {
      const watches = Array.from({ length: count }, (_one, index) => {
        const state = states[index % states.length] ?? ordinary.processing;
        return { ...state, id: `${index}-${state.id}` };
      });
      for (const mode of modes) {
        const view = { mode, notice: "order: by name" };
        expect(faintWords(frame(sceneOf(watches, { size, view })))).toEqual([]);
      }
      for (const options of [{ closedForMs: 12_000 }, { isPaused: true }]) {
        expect(faintWords(frame(sceneOf(watches, { size, ...options })))).toEqual([]);
      }
    }
  });

  test.for(Object.entries(ordinary))("of the id that is %s", ([, watch]) => {
    for (const zoom of ["pane", "events"] as const) {
      for (const size of sizes) {
        expect(faintWords(frame(sceneOf([watch], { size, view: { zoom } })))).toEqual([]);
      }
    }
  });

  test("in the picker", () => {
    const choices = ["Okta", "Box", "Zoom"].map((name, index) => {
      return { id: name, name, launcher: "ann", since: 0, hasEnded: index === 2 };
    });
    const picker = { ...newPicker(choices), picked: new Set(["Box"]) };
    for (const one of [picker, { ...picker, isTyping: true, filter: "o" }]) {
      expect(faintWords(pickerRows(one, "acme", { columns: 80, rows: 24 }, 60_000))).toEqual([]);
    }
  });
});

test("glyph and word of each state differ from those of all others", () => {
  const looks = new Map(states.map((watch) => [conditionOf(watch), lookOf(watch)]));
  const signs = [...looks.values()].map(({ glyph, shortWord }) => `${glyph} ${shortWord}`);
  expect(looks.size).toBe(19);
  expect(new Set(signs).size).toBe(looks.size);
  expect(looks.get("completed")?.glyph).not.toBe(looks.get("completedWithWarnings")?.glyph);
});
