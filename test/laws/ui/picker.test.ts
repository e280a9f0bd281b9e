import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineWidth } from "../../../src/ui/lines/line.ts";
import {
  type Choice,
  newPicker,
  type Picker,
  pickerRows,
  pressed,
} from "../../../src/ui/picker/picker.ts";
import { refreshed } from "../../../src/ui/picker/refreshed.ts";

const choices = ["Workday HR", "Okta", "人事部"].map((name, index) => ({
  id: `id-${index}`,
  name,
  about: "for 5m",
}));

function after(...keys: readonly string[]) {
  return keys.reduce<ReturnType<typeof pressed>>(
    (before, key) => (before.kind === "picking" ? pressed(before.picker, key) : before),
    { kind: "picking", picker: newPicker(choices) },
  );
}

function shown(picker: Picker, columns: number, rows: number, nowMs = 0): readonly string[] {
  return pickerRows(picker, "which?", { columns, rows }, nowMs).map((line) =>
    line
      .map(({ text }) => text)
      .join("")
      .trimEnd(),
  );
}

describe("picking", () => {
  test("takes what is pointed at where nothing is picked", () => {
    expect(after("enter")).toEqual({ kind: "picked", ids: ["id-0"] });
    expect(after("down", "j", "down", "enter")).toEqual({ kind: "picked", ids: ["id-2"] });
    expect(after("end", "home", "k", "enter")).toEqual({ kind: "picked", ids: ["id-0"] });
  });

  test("takes several, in their order, and gives one back", () => {
    expect(after("end", " ", "home", " ", "enter")).toEqual({
      kind: "picked",
      ids: ["id-0", "id-2"],
    });
    expect(after(" ", "down", " ", " ", "enter")).toEqual({ kind: "picked", ids: ["id-0"] });
  });

  test("takes all and none by one key", () => {
    expect(after("a", "enter")).toEqual({ kind: "picked", ids: ["id-0", "id-1", "id-2"] });
    expect(after("a", "a", "down", "enter")).toEqual({ kind: "picked", ids: ["id-1"] });
    expect(after(" ", "a", "enter")).toMatchObject({ ids: ["id-0", "id-1", "id-2"] });
  });

  test("is left by q, Escape and Ctrl-C", () => {
    expect(after("q")).toEqual({ kind: "left", by: "quit" });
    expect(after("escape")).toEqual({ kind: "left", by: "quit" });
    expect(after("ctrl+c")).toEqual({ kind: "left", by: "interrupt" });
  });

  test("filters by name and whatever else is known, in upper or lower case, as one types", () => {
    expect(after("/", "O", "k", "enter", "enter")).toEqual({ kind: "picked", ids: ["id-1"] });
    expect(after("/", "事", "enter", "enter")).toEqual({ kind: "picked", ids: ["id-2"] });
    expect(after("/", "f", "o", "r", "down", "enter", "enter")).toMatchObject({ ids: ["id-1"] });
    expect(after("/", "x", "backspace", "k", "ctrl+u", "enter", "end", "enter")).toMatchObject({
      ids: ["id-2"],
    });
  });

  test("keeps what is picked while others are shown, and takes all that are shown by one key", () => {
    expect(after(" ", "/", "o", "k", "enter", "a", "enter")).toMatchObject({
      ids: ["id-0", "id-1"],
    });
    expect(after("a", "/", "o", "k", "enter", "a", "enter")).toMatchObject({
      ids: ["id-0", "id-2"],
    });
  });

  test("takes nothing where nothing is shown and picked", () => {
    expect(after("/", "x", "enter", "enter")).toMatchObject({ kind: "picking" });
    expect(after("/", "x", "enter", " ", "a", "enter")).toMatchObject({ kind: "picking" });
    expect(after(" ", "/", "x", "enter", "enter")).toMatchObject({ ids: ["id-0"] });
  });

  test("Escape leads back to all, still at the same one, and only then out", () => {
    expect(after("/", "o", "k", "escape", "enter")).toMatchObject({ ids: ["id-1"] });
    expect(after("/", "o", "k", "enter", "escape", "enter")).toMatchObject({ ids: ["id-1"] });
    expect(after("/", "o", "escape", "escape")).toEqual({ kind: "left", by: "quit" });
    expect(after("/", "q", "ctrl+c")).toEqual({ kind: "left", by: "interrupt" });
  });

  test("does not mind other keys", () => {
    expect(after("x", "tab", "enter")).toEqual({ kind: "picked", ids: ["id-0"] });
  });
});

test("the list shows what is pointed at and picked, and its keys", () => {
  const picker = { ...newPicker(choices), cursor: 1, picked: new Set(["id-0"]) };
  expect(shown(picker, 60, 6)).toEqual([
    " which?                                            1 picked",
    " [x] Workday HR  for 5m",
    "▌[ ] Okta        for 5m",
    " [ ] 人事部      for 5m",
    "",
    " Enter watches  q leaves  Space picks  a all  / filter",
  ]);
});

test("the last row shows what is typed, and then what is filtered", () => {
  const filtering = { ...newPicker(choices), filter: "ok", isTyping: true };
  expect(shown(filtering, 60, 5)).toEqual([
    " which?                                           3 running",
    "▌[ ] Okta        for 5m",
    "",
    "",
    " /ok▏  1 of 3  Enter keep  Esc cancel",
  ]);
  expect(shown({ ...filtering, isTyping: false }, 60, 3).at(-1)).toBe(
    " /ok · 1 of 3  Esc all  Enter watches  q leaves  Space picks",
  );
});

test("a small terminal shows what is pointed at", () => {
  const picker = { ...newPicker(choices), cursor: 2 };
  expect(shown(picker, 20, 3)).toEqual([
    " which?   3 running",
    "▌[ ] 人事部      fo…",
    " Enter watches",
  ]);
  expect(shown(picker, 40, 3)[0]).toBe(" which?               3-3/3 · 3 running");
});

test("property: whatever the size, the list fills it exactly, and what is pointed at is in it", () => {
  const size = fc.record({
    columns: fc.integer({ min: 20, max: 200 }),
    rows: fc.integer({ min: 3, max: 60 }),
  });
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 300 }), fc.nat(), (screen, count, at) => {
      const many = Array.from({ length: count }, (_, index) => ({
        id: `${index}`,
        name: `source ${index}`,
        about: "for 5m",
      }));
      const picker = { ...newPicker(many), cursor: at % count };
      const rows = pickerRows(picker, "which?", screen, 0);
      expect(rows.map(lineWidth)).toEqual(
        Array.from({ length: screen.rows }, () => screen.columns),
      );
      expect(
        shown(picker, screen.columns, screen.rows).filter((row) => row.startsWith("▌")),
      ).toHaveLength(1);
    }),
  );
});

describe("while one looks at the list", () => {
  const minute = 60_000;
  const timed: readonly Choice[] = [
    { id: "a", name: "Okta", about: "id-a", since: -5 * minute },
    { id: "b", name: "Box", about: "id-b" },
  ];
  const [okta, box] = timed;
  const epic: Choice = { id: "c", name: "Epic", about: "id-c", since: 9 * minute };

  /** The rows between the title and the keys. */
  function listed(picker: Picker, nowMs: number): readonly string[] {
    return shown(picker, 60, 5, nowMs).slice(1, -1);
  }

  test("the times go on with the clock", () => {
    const picker = newPicker(timed);
    expect(listed(picker, 0)[0]).toBe("▌[ ] Okta  for 5m 00s · id-a");
    expect(listed(picker, 61_000)[0]).toBe("▌[ ] Okta  for 6m 01s · id-a");
    expect(listed(picker, 61_000)[1]).toBe(" [ ] Box   id-b");
  });

  test("what has ended stays in its place and says so, and what is new comes last", () => {
    const picker = { ...newPicker(timed), cursor: 1 };
    const next = refreshed(picker, [epic, ...(box ? [box] : [])]);
    expect(shown(next, 60, 5, 10 * minute)).toEqual([
      " which?                                           2 running",
      " [ ] Okta  no longer running · id-a",
      "▌[ ] Box   id-b",
      " [ ] Epic  for 1m 00s · id-c",
      " Enter watches  q leaves  Space picks  a all  / filter",
    ]);
    expect(listed(refreshed(next, okta ? [okta, epic] : []), 10 * minute)).toEqual([
      " [ ] Okta  for 15m 00s · id-a",
      "▌[ ] Box   no longer running · id-b",
      " [ ] Epic  for 1m 00s · id-c",
    ]);
  });

  test("what is picked stays picked, and all are those that run", () => {
    const picker = refreshed({ ...newPicker(timed), picked: new Set(["a"]) }, [epic]);
    expect(pressed(picker, "enter")).toEqual({ kind: "picked", ids: ["a"] });
    const all = pressed({ ...picker, picked: new Set<string>() }, "a");
    expect(all).toMatchObject({ picker: { picked: new Set(["c"]) } });
  });

  test("the same one is pointed at under a filter, where a name turns up before it", () => {
    const unnamed: Choice = { id: "a", name: "a", about: "id-a" };
    const filtering = { ...newPicker([unnamed, ...(box ? [box] : [])]), filter: "o" };
    const next = refreshed(filtering, timed);
    expect(pressed(next, "enter")).toEqual({ kind: "picked", ids: ["b"] });
  });

  test("a look that fails is said, and over with the next one", () => {
    const failed = { ...newPicker(timed), problem: "can't list new runs (HTTP 500)" };
    expect(shown(failed, 60, 5)[0]).toMatch(/ can't list new runs \(HTTP 500\) · 2 running$/);
    expect(shown(refreshed(failed, timed), 60, 5)[0]).toMatch(/which\? +2 running$/);
  });
});
