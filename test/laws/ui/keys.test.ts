import type { Key } from "ink";
import { describe, expect, test } from "vitest";
import { helpLines } from "../../../src/ui/keys/help.ts";
import { keyNames } from "../../../src/ui/keys/key-name.ts";
import { actionOf, bindingsFor } from "../../../src/ui/keys/table.ts";

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

describe("a key's name", () => {
  test.for([
    ["q", {}, ["q"]],
    ["", { upArrow: true }, ["up"]],
    ["", { pageDown: true }, ["pageDown"]],
    ["", { return: true }, ["enter"]],
    ["", { escape: true }, ["escape"]],
    ["", { tab: true }, ["tab"]],
    ["", { tab: true, shift: true }, ["shift+tab"]],
    ["c", { ctrl: true }, ["ctrl+c"]],
    ["x", { meta: true }, ["escape", "x"]],
    ["", { escape: true, meta: true }, ["escape", "escape"]],
    ["", { return: true, meta: true }, ["escape", "enter"]],
    ["u", { ctrl: true, meta: true }, ["escape", "ctrl+u"]],
    ["", { upArrow: true, meta: true }, ["up"]],
    ["", { meta: true }, []],
    ["", { backspace: true }, ["backspace"]],
    ["", { delete: true }, ["backspace"]],
    ["jjq", {}, ["j", "j", "q"]],
    ["sap\r", {}, ["s", "a", "p", "enter"]],
    ["\u007F\u007F\t", {}, ["backspace", "backspace", "tab"]],
    ["git\u0015\u001A", {}, ["g", "i", "t", "ctrl+u", "ctrl+z"]],
    ["人é", {}, ["人", "é"]],
  ] as const)("%s %o is %s", ([input, flags, names]) => {
    expect(keyNames(input, { ...none, ...flags })).toEqual(names);
  });
});

describe("the table of keys", () => {
  test.for(["live", "replay"] as const)("has one meaning for a key in a mode: %s", (kind) => {
    const meanings = bindingsFor(kind).flatMap(({ keys, modes }) =>
      keys.flatMap((key) => modes.map((mode) => `${mode}: ${key}`)),
    );
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  test("lists every key that does something while one moves about", () => {
    const help = helpLines(200)
      .map((line) => line.map(({ text }) => text).join(""))
      .join("\n");
    for (const word of ["Tab", "hjkl", "PgUp PgDn", "Home End", "Enter z", "Esc"]) {
      expect(help).toContain(word);
    }
    for (const key of [
      "?",
      "q",
      "w",
      "e",
      "s",
      "/",
      "f",
      "d",
      "r",
      "p",
      "a",
      "x",
      "u",
      "m",
      "y",
      "Y",
      "S",
    ]) {
      expect(help).toMatch(new RegExp(`^ ${key === "?" ? "\\?" : key} +\\w`, "m"));
    }
  });

  test.for([
    ["tab", { type: "move", step: "next" }],
    ["shift+tab", { type: "move", step: "previous" }],
    ["h", { type: "move", step: "left" }],
    ["j", { type: "move", step: "down" }],
    ["k", { type: "move", step: "up" }],
    ["l", { type: "move", step: "right" }],
    ["pageUp", { type: "move", step: "pageUp" }],
    ["home", { type: "move", step: "first" }],
    ["end", { type: "move", step: "last" }],
    ["enter", { type: "zoom" }],
    ["z", { type: "zoom" }],
    ["ctrl+c", { type: "interrupt" }],
    ["ctrl+z", { type: "suspend" }],
  ] as const)("while one moves about %s is %o", ([key, action]) => {
    expect(actionOf(key, "watch")).toEqual(action);
  });

  test("takes letters for a text where a text is asked for, and arrows for moving", () => {
    expect(actionOf("j", "filter")).toEqual({ type: "text", text: "j" });
    expect(actionOf("q", "add")).toEqual({ type: "text", text: "q" });
    expect(actionOf("人", "add")).toEqual({ type: "text", text: "人" });
    expect(actionOf("down", "filter")).toEqual({ type: "move", step: "down" });
    expect(actionOf("ctrl+k", "filter")).toBeUndefined();
  });

  test("leaves by q once more when asked, and stays by anything else", () => {
    expect(actionOf("q", "quit")).toEqual({ type: "leave" });
    expect(actionOf("x", "quit")).toEqual({ type: "back" });
    expect(actionOf("escape", "quit")).toEqual({ type: "back" });
    expect(actionOf("ctrl+c", "quit")).toEqual({ type: "interrupt" });
  });

  test("in a replay stops it and changes its speed, and asks no tenant", () => {
    expect(actionOf(" ", "watch", "replay")).toEqual({ type: "pause" });
    expect(actionOf("p", "watch", "replay")).toEqual({ type: "pause" });
    expect(actionOf("+", "watch", "replay")).toEqual({ type: "speed", to: "faster" });
    expect(actionOf("-", "watch", "replay")).toEqual({ type: "speed", to: "slower" });
    for (const key of ["r", "w", "a", "x", "u"]) {
      expect(actionOf(key, "watch", "replay")).toBeUndefined();
      expect(actionOf(key, "watch")).toBeDefined();
    }
    for (const key of ["+", "-"]) expect(actionOf(key, "watch")).toBeUndefined();
    expect(actionOf(" ", "watch")).toEqual({ type: "mark" });
    expect(actionOf("v", "watch", "replay")).toEqual({ type: "mark" });
  });

  test("does nothing by a key that is nobody's", () => {
    expect(actionOf("K", "watch")).toBeUndefined();
    expect(actionOf("ctrl+k", "watch")).toBeUndefined();
  });
});
