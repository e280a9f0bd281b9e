import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineWidth } from "../../../src/ui/lines/line.ts";
import { pressed } from "../../../src/ui/picker/keys.ts";
import { type Choice, newPicker, type Picker } from "../../../src/ui/picker/picker.ts";
import { refreshed, withStatus } from "../../../src/ui/picker/refreshed.ts";
import { helpRoomOf, pickerRows } from "../../../src/ui/picker/rows.ts";
import { accounts, answer } from "../../support/invented/answers.ts";

const choices = ["Workday HR", "Okta", "人事部"].map((name, index) => ({
  id: `id-${index}`,
  name,
  launcher: "for.lee",
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

const minute = 60_000;

/** As long as the API's. */
const hexId = (letter: string) => letter.repeat(32);

/** Of each kind that a list may have. */
const mixed: readonly Choice[] = [
  {
    id: "2c91808477a6b0c60177a81146b8110b",
    name: "Workday HR",
    launcher: "for.lee",
    since: -15 * minute,
    status: answer("ACCOUNTS_COLLECTED", accounts(2142, 5200)),
  },
  { id: hexId("b"), name: "Okta", launcher: "slpt.services", since: 0, status: answer("STARTED") },
  { id: hexId("c"), name: "人事部", since: -4 * minute, hasEnded: true, status: answer("STARTED") },
  { id: hexId("d"), name: "Payroll", since: -180 * minute, isStuck: true },
  { id: hexId("e"), name: "Box", status: answer("ACCOUNTS_COLLECTED", accounts(0, 0)) },
];

test("the list shows state, progress, how long and by whom, and its keys", () => {
  const picker = { ...newPicker(mixed), cursor: 1, picked: new Set([hexId("e")]) };
  expect(shown(picker, 100, 9)).toEqual([
    " which?                                                                                  1 selected",
    "     SOURCE      STATE                 ACCOUNTS  RUNNING  STARTED BY",
    " [ ] Workday HR  ▸ PROCESSING  2,142/5,200  41%  15m 00s  for.lee",
    "▌[ ] Okta        ~ COLLECTING                         0s  slpt.services",
    " [ ] 人事部        ENDED",
    " [ ] Payroll     ? STUCK                          3h 00m",
    " [x] Box         ▸ PROCESSING        no changes",
    "",
    " Enter watch  q quit  ? help  Space select  a all  / filter  ↑↓ move",
  ]);
});

test("a narrow terminal leaves whole columns out, a wide one has the ids", () => {
  expect(shown(newPicker(mixed), 40, 8)).toEqual([
    " which?                       3 running",
    "     SOURCE      STATE         RUNNING",
    "▌[ ] Workday HR  ▸ PROCESSING  15m 00s",
    " [ ] Okta        ~ COLLECTING       0s",
    " [ ] 人事部        ENDED",
    " [ ] Payroll     ? STUCK        3h 00m",
    " [ ] Box         ▸ PROCESSING",
    " Enter watch  q quit  ? help",
  ]);
  expect(shown(newPicker(mixed), 140, 8)[2]).toContain(mixed[0]?.id);
});

test("the last row shows what is typed, and then what is filtered", () => {
  const filtering = { ...newPicker(choices), filter: "ok", isTyping: true };
  expect(shown(filtering, 60, 5)).toEqual([
    " which?                                           3 running",
    "▌[ ] Okta",
    "",
    "",
    " /ok▏  1 of 3  Enter keep  Esc cancel",
  ]);
  expect(shown({ ...filtering, isTyping: false }, 60, 3).at(-1)).toBe(
    " /ok · 1 of 3  Esc all  Enter watch  q quit  ? help",
  );
  expect(shown({ ...filtering, filter: "xyz" }, 60, 3)[1]).toBe(
    " Nothing matches. Esc clears the filter.",
  );
});

test("the filter finds states, ids and who started it as well", () => {
  const found = (filter: string) => shown({ ...newPicker(mixed), filter }, 60, 12).slice(2, -1);
  const names = (filter: string) =>
    found(filter).flatMap((row) => /^[▌ ]\[.\] (.+?) {2}/.exec(row)?.[1] ?? []);
  expect(names("processing")).toEqual(["Workday HR", "Box"]);
  expect(names("stuck")).toEqual(["Payroll"]);
  expect(names("slpt")).toEqual(["Okta"]);
  expect(names("2c91")).toEqual(["Workday HR"]);
});

test("a small terminal shows what is pointed at", () => {
  const picker = { ...newPicker(choices), cursor: 2 };
  expect(shown(picker, 20, 3)).toEqual([
    " which?   3 running",
    "▌[ ] 人事部",
    " Enter watch  q quit",
  ]);
  expect(shown(picker, 40, 3)[0]).toBe(" which?               3-3/3 · 3 running");
});

describe("the help", () => {
  test("names the keys and what the columns say, and is closed by the same key", () => {
    const open = { ...newPicker(choices), helpTop: 0 };
    const rows = shown(open, 80, 24);
    expect(rows.slice(1, 5)).toEqual([
      " KEYS",
      " Enter      watch what is selected, else the one you are at",
      " q          quit",
      " ?          this help",
    ]);
    expect(shown(open, 80, 60).join("\n")).toMatch(/IN THE LIST\n ACCOUNTS [^]*STUCK [^]*STATES\n/);
    expect(rows.at(-1)).toBe(" Esc back  ↑↓ move");
    expect(after("?", "?", "enter")).toEqual({ kind: "picked", ids: ["id-0"] });
    expect(after("?", "escape", "down", "?", "q", "enter")).toMatchObject({ ids: ["id-1"] });
    expect(after("?", "ctrl+c")).toEqual({ kind: "left", by: "interrupt" });
  });

  test("is scrolled to its last line and no farther", () => {
    const size = { columns: 40, rows: 10 };
    let picker: Picker = { ...newPicker(choices), helpTop: 0 };
    const press = (key: string) => {
      const next = pressed(picker, key, helpRoomOf(size));
      if (next.kind === "picking") ({ picker } = next);
    };
    press("end");
    const last = shown(picker, size.columns, size.rows);
    expect(last.at(-2)).not.toBe("");
    for (const key of ["down", "pageDown"]) press(key);
    expect(shown(picker, size.columns, size.rows)).toEqual(last);
    press("up");
    expect(shown(picker, size.columns, size.rows)[2]).toBe(last[1]);
    press("home");
    expect(shown(picker, size.columns, size.rows)[1]).toBe(" KEYS");
  });
});

test("property: whatever the size, the list fills it exactly, and what is pointed at is in it", () => {
  const size = fc.record({
    columns: fc.integer({ min: 20, max: 200 }),
    rows: fc.integer({ min: 3, max: 60 }),
  });
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 300 }), fc.nat(), (screen, count, at) => {
      const many = Array.from({ length: count }, (_, index) => ({
        name: `source ${index}`,
        ...mixed[index % mixed.length],
        id: `${index}`,
      }));
      const picker = { ...newPicker(many), cursor: at % count };
      for (const one of [picker, { ...picker, helpTop: at }]) {
        expect(pickerRows(one, "which?", screen, 0).map(lineWidth)).toEqual(
          Array.from({ length: screen.rows }, () => screen.columns),
        );
      }
      expect(
        shown(picker, screen.columns, screen.rows).filter((row) => row.startsWith("▌")),
      ).toHaveLength(1);
    }),
  );
});

describe("while one looks at the list", () => {
  const okta: Choice = { id: hexId("a"), name: "Okta", since: -5 * minute };
  const box: Choice = { id: hexId("b"), name: "Box" };
  const epic: Choice = { id: hexId("c"), name: "Epic", since: 9 * minute };
  const timed: readonly Choice[] = [okta, box];

  /** The rows between the title and the keys. */
  function listed(picker: Picker, nowMs = 0): readonly string[] {
    return shown(picker, 60, 5, nowMs).slice(1, -1).filter(Boolean);
  }

  test("the times go on with the clock", () => {
    const picker = newPicker(timed);
    expect(listed(picker, 0)).toEqual([
      "▌[ ] Okta                                     5m 00s",
      " [ ] Box",
    ]);
    expect(listed(picker, 61_000)[0]).toBe("▌[ ] Okta                                     6m 01s");
  });

  test("what has ended says so until the next list, then leaves; what is new comes last", () => {
    const picker = { ...newPicker(timed), cursor: 1 };
    const next = refreshed(picker, [epic, box]);
    expect(listed(next, 10 * minute)).toEqual([
      " [ ] Okta      ENDED",
      "▌[ ] Box",
      " [ ] Epic                                     1m 00s",
    ]);
    expect(shown(next, 60, 5)[0]).toMatch(/ 2 running$/);
    expect(listed(refreshed(next, [epic, box]), 10 * minute)).toEqual([
      "▌[ ] Box",
      " [ ] Epic                                     1m 00s",
    ]);
    expect(listed(refreshed(next, [okta, box]), 0)[0]).toBe(
      " [ ] Okta                                     5m 00s",
    );
  });

  test("what has ended stays while it is pointed at or selected, and may be watched", () => {
    const pointing = refreshed(refreshed(newPicker(timed), [box]), [box]);
    expect(listed(pointing)[0]).toBe("▌[ ] Okta      ENDED");
    const selected = { ...newPicker(timed), cursor: 1, picked: new Set([hexId("a")]) };
    const later = refreshed(refreshed(selected, [box]), [box]);
    expect(pressed(later, "enter")).toEqual({ kind: "picked", ids: [hexId("a")] });
    const moved = pressed(pointing, "down");
    const after = moved.kind === "picking" ? refreshed(moved.picker, [box]) : pointing;
    expect(listed(after)).toEqual(["▌[ ] Box"]);
  });

  test("where all have ended, it says that what starts is listed", () => {
    const none = refreshed({ ...newPicker(timed), cursor: 1 }, []);
    const empty = { ...refreshed(none, []), choices: [], cursor: 0 };
    expect(listed(empty)).toEqual([" Nothing runs now. What starts is listed here."]);
    expect(listed(refreshed(empty, [epic]), 10 * minute)).toEqual([
      "▌[ ] Epic                                     1m 00s",
    ]);
  });

  test("what is selected stays selected, and all are those that run", () => {
    const picker = refreshed({ ...newPicker(timed), picked: new Set([hexId("a")]) }, [epic]);
    expect(pressed(picker, "enter")).toEqual({ kind: "picked", ids: [hexId("a")] });
    const all = pressed({ ...picker, picked: new Set<string>() }, "a");
    expect(all).toMatchObject({ picker: { picked: new Set([hexId("c")]) } });
  });

  test("the same one is pointed at under a filter, where a name or a state turns up before it", () => {
    const unnamed: Choice = { id: hexId("a"), name: "a" };
    const filtering = { ...newPicker([unnamed, box]), filter: "o" };
    expect(pressed(refreshed(filtering, timed), "enter")).toEqual({
      kind: "picked",
      ids: [hexId("b")],
    });
    const told = withStatus(filtering, hexId("a"), answer("STARTED"));
    expect(pressed(told, "enter")).toEqual({ kind: "picked", ids: [hexId("b")] });
  });

  test("what was said of its progress stays with the next list", () => {
    const told = withStatus(newPicker(timed), hexId("a"), answer("STARTED"));
    expect(listed(refreshed(told, timed))[0]).toContain("~ COLLECTING");
  });

  test("a look that fails is said, and over with the next one", () => {
    const failed = { ...newPicker(timed), problem: "can't list new runs (HTTP 500)" };
    expect(shown(failed, 60, 5)[0]).toMatch(/ can't list new runs \(HTTP 500\) · 2 running$/);
    expect(shown(refreshed(failed, timed), 60, 5)[0]).toMatch(/which\? +2 running$/);
  });
});
