import { Command, CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { colorFlag, notifyFlag } from "../../src/commands/flags.ts";

/** What a command with both flags makes of its arguments: what it complains of, where it does. */
function read(...args: readonly string[]): object | string {
  const command = new Command()
    .argument("[ids...]")
    .addOption(notifyFlag)
    .addOption(colorFlag)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
  return { ...command.opts(), ids: command.args };
}

describe("--notify", () => {
  test.for<readonly [readonly string[], string | undefined]>([
    [[], undefined],
    [["--notify"], "auto"],
    [["--notify=auto"], "auto"],
    [["--notify", "bell"], "bell"],
    [["--notify=osc9"], "osc9"],
    [["--notify", "osc777"], "osc777"],
    [["--notify", "osc99"], "osc99"],
  ])("%j is %s", ([args, notify]) => {
    const given = notify === undefined ? {} : { notify };
    expect(read(...args)).toEqual({ ...given, color: "auto", ids: [] });
  });

  test("after the ids, or with its value, leaves the ids alone", () => {
    const both = { notify: "auto", color: "auto", ids: ["a1", "b2"] };
    expect(read("a1", "b2", "--notify")).toEqual(both);
    expect(read("--notify=auto", "a1", "b2")).toEqual(both);
  });

  test("before an id says how to write it", () => {
    expect(read("--notify", "a1")).toContain(
      "It takes auto, bell, osc9, osc777, osc99; before an id, write --notify=auto.",
    );
  });
});

describe("--color", () => {
  test.for(["auto", "always", "never"])("takes %s", (color) => {
    expect(read("--color", color)).toEqual({ color, ids: [] });
    expect(read(`--color=${color}`)).toEqual({ color, ids: [] });
  });

  test("takes nothing else", () => {
    expect(read("--color=256")).toContain("Allowed choices are auto, always, never.");
    expect(read("--color")).toContain("argument missing");
  });
});
