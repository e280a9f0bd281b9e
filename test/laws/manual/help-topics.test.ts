import { describe, expect, test } from "vitest";
import { helpCommand } from "../../../src/commands/verbs/help.ts";
import { codeOf } from "../../../src/exit/outcome.ts";
import type { Host } from "../../../src/process/host.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import type { PageBlock } from "../../../src/manual/page-source.ts";
import { topics } from "../../../src/manual/topics.ts";
import { exitCodeRows } from "../../../src/manual/sections/exit-codes.ts";
import { bindingsFor, type KeyChanges } from "../../../src/ui/keys/table.ts";
import { wholeProgram } from "../../support/whole-program.ts";

function isCode(block: PageBlock): block is { readonly lines: readonly string[] } {
  return typeof block === "object" && "lines" in block;
}

/** What `aggwatch help` prints on a terminal that is so wide. */
async function help(name?: string, columns?: number, keys?: KeyChanges): Promise<string> {
  let text = "";
  const stdout = { columns, write: (part: string) => (text += part) } as unknown as Host["stdout"];
  const program = wholeProgram();
  expect(codeOf(await helpCommand(name, program, { stdout, keys } as Host))).toBe(0);
  return text;
}

describe("aggwatch help", () => {
  test("lists every command and every topic", async () => {
    const text = await help();
    for (const { name, about } of topics) {
      expect(text).toMatch(new RegExp(`^  ${name} +${about}$`, "m"));
    }
    for (const command of wholeProgram().commands) {
      expect(text).toMatch(new RegExp(`^  ${command.name()} `, "m"));
    }
  });

  test("of a command is that command's help", async () => {
    expect(await help("list")).toMatch(
      /^List running [^\n]+\.\n\nUsage: aggwatch list \[options\]\n/,
    );
    expect(await help("help")).toContain("\nUsage: aggwatch help [options] [topic]\n");
  });

  test("of watch is on what the program does without a command", async () => {
    expect(await help("watch")).toContain("\nUsage: aggwatch [options] ID[=LABEL]...\n");
  });

  test("of exit codes has every one", async () => {
    const text = await help("exit-codes", 200);
    for (const [code, when] of exitCodeRows)
      expect(text).toContain(`  ${code.padEnd(13)}  ${when.slice(0, 40)}`);
  });

  test("of keys has every key that the screen's own help has", async () => {
    const text = await help("keys");
    const bindings = [...bindingsFor("live"), ...bindingsFor("replay")];
    const lines = bindings.flatMap(({ help: listed }) =>
      listed ? [`  ${listed[0].padEnd(9)}  ${listed[1]}`] : [],
    );
    expect(text.split("\n")).toEqual(expect.arrayContaining(lines));
  });

  test("of keys has the user's own keys", async () => {
    const keys = new Map([["drop", ["ctrl+d"]]]);
    expect(await help("keys", 80, keys)).toMatch(/^ {2}Ctrl-D +drop the focused id/m);
  });

  test("says where to find what a page links to", async () => {
    const text = (await help("scripts")).replaceAll(/\s+/g, " ");
    expect(text).toContain("Its exit code (aggwatch help exit-codes) says");
  });

  test.for(topics.flatMap(({ name }) => [70, 80, 300].map((columns) => ({ name, columns }))))(
    "of $name fits into $columns columns, code into 80, and is never too wide to read",
    async ({ name, columns }) => {
      const lines = (await help(name, columns)).split("\n");
      // What is not wrapped is indented by two.
      const widest = (line: string) =>
        Math.min(Math.max(columns, /^ {2,4}\S/.test(line) ? 80 : 0), 100);
      expect(lines.filter((line) => line.length > widest(line))).toEqual([]);
    },
  );

  test.for(topics)(
    "of $name has only code wider than a narrow terminal",
    async ({ name, read }) => {
      const { blocks } = (await read()).default;
      const code = new Set(blocks.flatMap((block) => (isCode(block) ? block.lines : [])));
      for (const columns of [50, 60]) {
        const wide = (await help(name, columns))
          .split("\n")
          .filter((line) => line.length > columns);
        expect(wide.filter((line) => !code.has(line.slice(2)))).toEqual([]);
      }
    },
  );

  test.for([
    ["exit\u001b[2J", 'no help on "exit"; did you mean exit-codes?'],
    ["wacth", 'no help on "wacth"; did you mean watch or wait?'],
    ["strat", 'no help on "strat"; did you mean start?'],
    ["priv", 'no help on "priv"; did you mean privacy?'],
    ["", 'no help on ""; to see all topics: aggwatch help'],
    ["Workday HR", 'no help on "Workday HR"; to see all topics: aggwatch help'],
  ] as const)(
    "of %j, which there is none of, says what may be meant",
    async ([name, complaint]) => {
      await expect(help(name)).rejects.toThrow(new UsageError(complaint));
    },
  );
});
