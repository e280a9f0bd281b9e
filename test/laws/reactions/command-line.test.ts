import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../src/reactions/command-line.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import { anyCharacter } from "../../support/any-character.ts";

function words(text: string): readonly string[] {
  const command = readCommandLine(text);
  return command.kind === "program" ? [command.program, ...command.args] : ["shell", command.line];
}

describe("a command", () => {
  test.for<readonly [string, readonly string[]]>([
    ["notify-send done", ["notify-send", "done"]],
    ["  a\tb \n c ", ["a", "b", "c"]],
    [`echo 'two words' "and 'these'"`, ["echo", "two words", "and 'these'"]],
    [`say it''s "" '"'`, ["say", "its", "", '"']],
    [`curl -d'{"a": 1}' x`, ["curl", '-d{"a": 1}', "x"]],
    [String.raw`C:\tools\notify.exe C:\a\b`, [String.raw`C:\tools\notify.exe`, String.raw`C:\a\b`]],
    [
      String.raw`"C:\Program Files\nodejs\node.exe" "C:\n 1\t.js"`,
      [String.raw`C:\Program Files\nodejs\node.exe`, String.raw`C:\n 1\t.js`],
    ],
    ["grep $HOME *.log ~ \\", ["grep", "$HOME", "*.log", "~", "\\"]],
    ["jq '.a | .b' '>'", ["jq", ".a | .b", ">"]],
    ["a=b c", ["a=b", "c"]],
  ])("%s", ([text, expected]) => {
    expect(words(text)).toEqual(expected);
  });

  test.for([
    ["shell: cat | mail ops", "cat | mail ops"],
    ["shell:echo \"$AGGWATCH_TEXT\" > 'a b'", "echo \"$AGGWATCH_TEXT\" > 'a b'"],
    [" shell: it's", "it's"],
  ] as const)("%s is left to the shell as it is", ([text, line]) => {
    expect(readCommandLine(text)).toEqual({ kind: "shell", line });
  });

  test.for([
    ["", "no command given"],
    [" \t", "no command given"],
    ["'' a", "no command given"],
    ["shell: ", "no command after shell:"],
    ["echo 'a", "the quotation mark ' is not closed"],
    ["echo \"a' b", 'the quotation mark " is not closed'],
    ["echo it's", "the quotation mark ' is not closed"],
  ] as const)("%j is none: %s", ([text, problem]) => {
    expect(() => readCommandLine(text)).toThrow(new UsageError(problem));
  });

  test.for([
    "a | b",
    "a || b",
    "a && b",
    "a & b",
    "a ; b",
    "a > b",
    "a >b",
    "a 2>&1",
    "a < b",
    "a >> b",
    "a &>b",
    'a "$AGGWATCH_TEXT"',
    "a ${AGGWATCH_ID}",
    "a %AGGWATCH_ID%",
    "a $env:AGGWATCH_ID",
  ])("%s would not do what it looks like, and says what does", (text) => {
    expect(() => readCommandLine(text)).toThrow(
      /^.* needs a shell; .*write shell: in front of it$/,
    );
  });

  test("property: words in quotation marks are those words", () => {
    const word = fc.oneof(
      fc.string({ unit: anyCharacter }).filter((text) => !text.includes("'")),
      fc.constantFrom("a b", "|", String.raw`\\srv\x`, '"', "", "$HOME"),
    );
    const list = fc.array(word, { minLength: 1 }).filter(([first]) => first !== "");
    fc.assert(
      fc.property(list, (all) => {
        fc.pre(!all.some((one) => /AGGWATCH_/i.test(one)));
        expect(words(all.map((one) => `'${one}'`).join(" "))).toEqual(all);
      }),
    );
  });

  test("property: any text is a command, or a usage error", () => {
    const piece = fc.constantFrom("a", " ", "'", '"', "\\", "|", "$", "shell:", "\n", "é");
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const read = () => {
          try {
            return readCommandLine(pieces.join("")).kind;
          } catch (error) {
            return error instanceof Error ? error.name : "";
          }
        };
        expect(["program", "shell", "UsageError"]).toContain(read());
      }),
    );
  });
});
