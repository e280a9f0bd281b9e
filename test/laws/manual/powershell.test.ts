import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Completes, outlineOf } from "../../../src/manual/completions/outline.ts";
import { powershellCompletions } from "../../../src/manual/completions/powershell.ts";
import { nodesOf } from "../../examples/grammar.ts";
import { wholeProgram } from "../../support/whole-program.ts";

type Row = Readonly<Record<string, string | readonly string[]>>;

/** The hash tables of a script, as PowerShell reads them. */
function rowsOf(script: string): readonly Row[] {
  return nodesOf(script, "powershell", "hash_literal_expression").map((table) =>
    Object.fromEntries(
      table.descendantsOfType("hash_entry").map((entry) => {
        const [key, value] = entry?.namedChildren ?? [];
        const strings = value?.descendantsOfType("verbatim_string_characters") ?? [];
        const texts = strings.map((one) => unquoted(one?.text ?? ""));
        return [key?.text, value?.text.startsWith("@(") ? texts : (texts[0] ?? "")];
      }),
    ),
  );
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll(/(['\u2018-\u201B])\1/g, "$1");
}

function kindOf(completes: Completes | undefined): Row {
  if (!completes) return { kind: "none" };
  const { kind } = completes;
  return kind === "words" ? { kind, words: completes.words } : { kind };
}

const outline = outlineOf(wholeProgram(), { scenarios: ["all", "normal"], topic: ["keys"] });
const script = powershellCompletions(outline);
const rows = rowsOf(script);

describe("the completions for PowerShell", () => {
  test("complete what is no command of PowerShell, by the words before the cursor", () => {
    const calls = nodesOf(script, "powershell", "command").map(({ text }) => text);
    const [registered = ""] = calls;
    expect(registered).toMatch(
      /^Register-ArgumentCompleter -Native -CommandName 'aggwatch' -ScriptBlock \{/,
    );
    expect(registered).toContain("param($wordToComplete, $commandAst, $cursorPosition)");
  });

  test("have a row for each command, with what it does", () => {
    expect(rows.slice(0, outline.commands.length)).toEqual(
      outline.commands.map(({ name, about }) => ({ name, about })),
    );
  });

  test("have a row for each name of each flag, with what completes its value", () => {
    const flags = [{ ...outline, name: "" }, ...outline.commands].flatMap(
      ({ name: command, flags: own }) =>
        own.flatMap(({ names, about, value }) =>
          names.map((name) => ({ command, name, about, ...kindOf(value?.completes) })),
        ),
    );
    expect(rows.filter((row) => "command" in row && "name" in row)).toEqual(flags);
    expect(flags.every(({ about }) => about !== "")).toBe(true);
  });

  test("have a row for the arguments of each command that takes some", () => {
    const places = [{ ...outline, name: "" }, ...outline.commands].flatMap(
      ({ name: command, positionals }) =>
        positionals.map(({ completes }) => ({ command, ...kindOf(completes) })),
    );
    expect(rows.filter((row) => !("name" in row))).toEqual(places);
  });

  test("name a function of their own for each step, and no other", () => {
    const own = nodesOf(script, "powershell", "function_name").map(({ text }) => text);
    expect(own).toEqual(["Find-Environment", "New-Offer", "Find-Value"]);
    const called = new Set(nodesOf(script, "powershell", "command_name").map(({ text }) => text));
    const known = ["Register-ArgumentCompleter", "Join-Path", "Test-Path", "Get-Content"];
    const usual = ["Where-Object", "Select-Object", "ForEach-Object"];
    for (const name of called) expect([...own, ...known, ...usual]).toContain(name);
  });

  test("property: a word is one string, whatever it holds", () => {
    const piece = fc.constantFrom("'", "\u2019", "\u201B", '"', "$(x)", "`", "\\", "a b", "#", "é");
    const text = fc.array(piece, { minLength: 1 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.array(text), (about, words) => {
        const value = {
          name: "x",
          isOptional: false,
          completes: { kind: "words", words },
        } as const;
        const flag = {
          names: ["--x"],
          term: "--x <x>",
          about,
          fullAbout: about,
          heading: "General:",
          isCommon: true,
          value,
          isRepeatable: false,
        };
        const bare = { ...outline, positionals: [], commands: [], flags: [flag] };
        const expected = { command: "", name: "--x", about, kind: "words", words };
        expect(rowsOf(powershellCompletions(bare))).toEqual([expected]);
      }),
    );
  });
});
