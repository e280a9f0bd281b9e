import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeableActions, keyChanges } from "../../../src/ui/keys/changes.ts";
import { givenKey, keyForms } from "../../../src/ui/keys/given-key.ts";
import { helpLines } from "../../../src/ui/keys/help.ts";
import { keyLabel, keysLabel } from "../../../src/ui/keys/labels.ts";
import { actionOf, bindingsFor, keyOf } from "../../../src/ui/keys/table.ts";
import { keyTables } from "../../../src/manual/key-tables.ts";
import { plainText } from "../../../src/manual/page.ts";

/** What a file that begins with these says. */
function changed(given: Readonly<Record<string, unknown>>) {
  return keyChanges(
    Object.entries(given).map(([action, keys], index) => ({
      action,
      keys,
      line: index + 2,
      place: `line ${index + 2}`,
    })),
  );
}

function textsOf(given: Readonly<Record<string, unknown>>): readonly string[] {
  return changed(given).problems.map(({ text }) => text);
}

describe("a key in the configuration file", () => {
  test.for([
    ["c", "c"],
    ["C", "C"],
    ["é", "é"],
    ["+", "+"],
    ["-", "-"],
    ["Space", " "],
    [" ", " "],
    ["enter", "enter"],
    ["Esc", "escape"],
    ["escape", "escape"],
    ["PgUp", "pageUp"],
    ["pageDown", "pageDown"],
    ["Ctrl-K", "ctrl+k"],
    ["ctrl+k", "ctrl+k"],
    ["Shift-Tab", "shift+tab"],
    ["shift+tab", "shift+tab"],
  ] as const)("%s is %s", ([text, name]) => {
    expect(givenKey(text)).toBe(name);
  });

  test.for(["", "F1", "cc", "ctrl-c", "Ctrl-Z", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl-1"])(
    "%s is none",
    (text) => {
      expect(givenKey(text)).toBeUndefined();
    },
  );

  test("is called as the help calls it", () => {
    const shown = ["Space", "Tab", "Shift-Tab", "Enter", "Esc", "Backspace", "PgUp", "PgDn"];
    for (const label of [...shown, "Home", "End", "Ctrl-K", "q"]) {
      expect(keyLabel(givenKey(label) ?? "")).toBe(label);
    }
    for (const label of shown) expect(keyForms).toContain(label);
  });
});

test.for([
  [[["enter", "z"]], "Enter z"],
  [
    [
      ["left", "h"],
      ["down", "j"],
      ["up", "k"],
      ["right", "l"],
    ],
    "←↓↑→ hjkl",
  ],
  [[["pageUp"], ["pageDown"]], "PgUp PgDn"],
  [[["+"], ["-"]], "+ -"],
  [[["up"], []], "↑"],
  [[[]], ""],
] as const)("the keys of actions that belong together: %j are %s", ([keys, label]) => {
  expect(keysLabel(keys)).toBe(label);
});

describe("changed keys", () => {
  test("take the place of the usual ones", () => {
    const { changes, problems } = changed({ sort: "c", zoom: ["Enter", "C"] });
    expect(problems).toEqual([]);
    const does = (key: string) => actionOf(key, "watch", "live", changes);
    expect(does("c")).toEqual({ type: "sort" });
    expect(does("s")).toBeUndefined();
    expect(does("C")).toEqual({ type: "zoom" });
    expect(does("z")).toBeUndefined();
    expect(does("e")).toEqual({ type: "events" });
  });

  test("may swap", () => {
    const { changes, problems } = changed({ sort: "e", events: "s" });
    expect(problems).toEqual([]);
    expect(actionOf("e", "watch", "live", changes)).toEqual({ type: "sort" });
  });

  test("may be none", () => {
    const { changes } = changed({ drop: [] });
    expect(actionOf("x", "watch", "live", changes)).toBeUndefined();
    expect(keyOf("drop", "live", changes)).toBe("");
  });

  test("are taken for text where a text is typed", () => {
    const { changes } = changed({ up: ["w", "Up"], endWait: [] });
    expect(actionOf("w", "filter", "live", changes)).toEqual({ type: "text", text: "w" });
    expect(actionOf("w", "watch", "live", changes)).toEqual({ type: "move", step: "up" });
    expect(actionOf("up", "filter", "live", changes)).toEqual({ type: "move", step: "up" });
  });

  test("of help and quit close the help, and that of quit leaves once more", () => {
    const { changes } = changed({ help: "c", quit: "Q" });
    for (const key of ["c", "Q", "enter", "escape"]) {
      expect(actionOf(key, "help", "live", changes)).toEqual({ type: "back" });
    }
    expect(actionOf("q", "help", "live", changes)).toBeUndefined();
    expect(actionOf("Q", "quit", "live", changes)).toEqual({ type: "leave" });
    expect(actionOf("q", "quit", "live", changes)).toEqual({ type: "back" });
  });

  test("stand in the help, and in what a footer offers", () => {
    const { changes } = changed({ sort: "c", up: ["Up"], zoom: "Tab", next: "n", drop: [] });
    const help = helpLines(100, "live", changes).map((line) =>
      line.map(({ text }) => text).join(""),
    );
    expect(help.some((line) => /^ c +order by /.test(line))).toBe(true);
    expect(help.some((line) => /^ Tab +zoom /.test(line))).toBe(true);
    expect(help.some((line) => /^ ←↓↑→ hjl +move/.test(line))).toBe(true);
    expect(help.some((line) => line.includes("drop the focused"))).toBe(false);
    const page = plainText(Object.values(keyTables(changes)), { columns: 80 });
    expect(page).toMatch(/^ {2}c +order by /m);
    expect(page).toMatch(/^ {2}zoom +Tab$/m);
    expect(page).toMatch(/^ {2}drop +none$/m);
  });
});

describe("what is wrong is told with its line", () => {
  test("an unknown action", () => {
    expect(textsOf({ jump: "c" })).toEqual([
      `line 2: unknown action jump; the actions are: ${changeableActions.join(", ")}`,
    ]);
    expect(textsOf({ interrupt: "c" })[0]).toContain("unknown action interrupt");
    expect(textsOf({ suspend: "c" })[0]).toContain("unknown action suspend");
  });

  test.for([["F13"], [["c", "F13"]], [true], [null], [{ c: 1 }], [["c", ["d"]]]])(
    "an unknown key: %j",
    ([keys]) => {
      expect(textsOf({ sort: keys })).toEqual([
        `line 2: sort must be a key or a list of keys; a key is ${keyForms}`,
      ]);
    },
  );

  test("two actions on one key, once, in the later of the lines", () => {
    expect(textsOf({ sort: "e" })).toEqual([
      "line 2: sort and events have the same key, e; give one of them another",
    ]);
    expect(textsOf({ sort: "c", events: "c" })).toEqual([
      "line 3: events and sort have the same key, c; give one of them another",
    ]);
  });

  test("two actions of a replay alone", () => {
    expect(textsOf({ faster: "-" })).toEqual([
      "line 2: faster and slower have the same key, -, in a replay; give one of them another",
    ]);
  });

  test("a key that ends the typing of a filter", () => {
    expect(textsOf({ up: "Enter", zoom: "z" })).toEqual([
      "line 2: up and accept have the same key, Enter; give one of them another",
    ]);
  });
});

test("property: changes without a problem leave each key one meaning in each mode", () => {
  const key = fc.constantFrom("a", "b", "q", "z", "?", "Space", "Up", "Enter", "Ctrl-U", "Tab");
  const given = fc.dictionary(
    fc.constantFrom(...changeableActions),
    fc.array(key, { maxLength: 3 }),
    {
      maxKeys: 4,
    },
  );
  fc.assert(
    fc.property(given, (one) => {
      const { changes, problems } = changed(one);
      if (problems.length > 0) return;
      for (const kind of ["live", "replay"] as const) {
        const meanings = bindingsFor(kind, changes).flatMap(({ keys, modes, name }) =>
          [...new Set(keys)].flatMap((own) =>
            modes.map((mode) => ({ at: `${mode}: ${own}`, name })),
          ),
        );
        const byPlace = Map.groupBy(meanings, ({ at }) => at);
        for (const names of byPlace.values()) {
          expect(new Set(names.map(({ name }) => name)).size).toBe(1);
        }
      }
    }),
  );
});
