import { Argument, Command, Option } from "commander";
import { describe, expect, test } from "vitest";
import { choiceFlag, switchFlag, textFlag, valueFlag } from "../../../src/commands/flags/flag.ts";
import { type Completes, outlineOf } from "../../../src/manual/completions/outline.ts";
import { wholeProgram } from "../../support/whole-program.ts";

const program = outlineOf(wholeProgram());

/** What completes the value of a flag of a command. */
function completes(command: string, flag: string): Completes | undefined {
  const all = [{ ...program, name: "" }, ...program.commands];
  const { flags } = all.find(({ name }) => name === command) ?? program;
  return flags.find(({ names }) => names.includes(flag))?.value?.completes;
}

describe("what a shell can offer", () => {
  test("for a choice is what may be chosen", () => {
    expect(completes("", "--color")).toEqual({ kind: "words", words: ["auto", "always", "never"] });
    expect(completes("list", "--output")).toEqual({
      kind: "words",
      words: ["table", "json", "ndjson"],
    });
  });

  test("for a file is files, for --env environments", () => {
    expect(completes("start", "--file")).toEqual({ kind: "files" });
    expect(completes("doctor", "--env")).toEqual({ kind: "environments" });
  });

  test("for the beginning of a value is its beginning", () => {
    expect(completes("", "--on-event")).toMatchObject({
      kind: "beginnings",
      words: expect.arrayContaining(["ended=", "stalled="]),
    });
  });

  test("for anything else is nothing", () => {
    expect(completes("", "--interval")).toEqual({ kind: "nothing" });
    expect(completes("", "--source")).toEqual({ kind: "nothing" });
    expect(completes("", "--strict")).toBeUndefined();
  });
});

describe("an outline", () => {
  test("has flags by what they are for, in the order of the groups, then as declared", () => {
    const command = new Command("p")
      .helpOption(false)
      .addOption(switchFlag("Tenant", "--realm", "take it"))
      .addOption(switchFlag("Polling", "--fast", "poll fast").common())
      .addOption(switchFlag("Tenant", "--all", "take all"));
    expect(outlineOf(command).flags).toMatchObject([
      { names: ["--fast"], heading: "Polling:", isCommon: true },
      { names: ["--realm"], heading: "Tenant:", isCommon: false },
      { names: ["--all"], heading: "Tenant:", isCommon: false },
    ]);
  });

  test.for([
    [switchFlag("Screen", "--wide", "be wide"), "be wide"],
    [switchFlag("Screen", "--no-color", "be gray"), "be gray"],
    [textFlag("Output", "--to <file>", "write there"), "write there"],
    [
      choiceFlag("Output", "--form <form>", "write", ["a", "b"], undefined, "as fits"),
      "write {a|b} (default: as fits)",
    ],
    [valueFlag("Polling", "--every <time>", "poll", Number, 5000, "5s"), "poll (default: 5s)"],
    [valueFlag("Polling", "--port <number>", "listen", Number, 0), "listen (default: 0)"],
    [
      valueFlag(
        "Output",
        "--many <x>",
        "take",
        (text, some: readonly string[]) => [...some, text],
        [],
      ),
      "take",
    ],
  ] as const)(
    "says of a flag what may be chosen and what holds without it: %o",
    ([flag, about]) => {
      const command = new Command("p").helpOption(false).addOption(flag);
      expect(outlineOf(command).flags[0]?.fullAbout).toBe(about);
    },
  );

  test("has flags as they are taken", () => {
    const command = new Command("p")
      .helpOption(false)
      .option("-r, --record <file>", "keep")
      .addOption(new Option("--many <x>", "may be repeated").default([]))
      .addOption(new Option("--secret <x>", "for us").hideHelp())
      .addOption(new Option("--how [way]").choices(["a", "b"]).default("a"));
    expect(outlineOf(command).flags).toEqual([
      {
        names: ["-r", "--record"],
        term: "-r, --record <file>",
        about: "keep",
        fullAbout: "keep",
        heading: "General:",
        isCommon: true,
        value: { name: "file", isOptional: false, completes: { kind: "files" } },
        isRepeatable: false,
      },
      expect.objectContaining({ names: ["--many"], isRepeatable: true }),
      expect.objectContaining({
        names: ["--how"],
        fullAbout: "{a|b} (default: a)",
        value: { name: "way", isOptional: true, completes: { kind: "words", words: ["a", "b"] } },
      }),
    ]);
  });

  test("has arguments, with the words that are known for them", () => {
    const command = new Command("p")
      .argument("<file>", "which")
      .addArgument(new Argument("<shell>").choices(["sh"]))
      .argument("[topics...]");
    expect(outlineOf(command, { topics: ["x"] }).positionals).toEqual([
      { name: "file", about: "which", isVariadic: false, completes: { kind: "files" } },
      {
        name: "shell",
        about: '(choices: "sh")',
        isVariadic: false,
        completes: { kind: "words", words: ["sh"] },
      },
      { name: "topics", about: "", isVariadic: true, completes: { kind: "words", words: ["x"] } },
    ]);
  });
});
