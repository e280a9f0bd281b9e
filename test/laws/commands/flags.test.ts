import { Command, CommanderError, type Option } from "commander";
import { describe, expect, test } from "vitest";
import { colorFlag, notifyFlag } from "../../../src/commands/flags/view-flags.ts";
import {
  earlyEndFlags,
  intervalFlag,
  recordFlags,
  stallAfterFlag,
} from "../../../src/commands/flags/watch-flags.ts";

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
    expect(read("--color=256")).toContain("It must be auto, always or never.");
    expect(read("--color")).toContain("argument missing");
  });
});

/** What a flag with a time makes of it: milliseconds, or what it complains of. */
function timeOf(flag: Option, text: string): unknown {
  const command = new Command()
    .addOption(flag)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  try {
    command.parse([`${flag.long}=${text}`], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
  return command.opts()[flag.attributeName()];
}

const timed = [intervalFlag, stallAfterFlag, ...earlyEndFlags.filter(({ required }) => required)];

describe.for(timed.map((flag) => [flag.long, flag] as const))("%s", ([, flag]) => {
  test.for([
    ["1", 1000],
    ["1.5", 1500],
    ["90", 90_000],
    ["90s", 90_000],
    ["10m", 600_000],
    ["0.5h", 1_800_000],
    ["1h30m", 5_400_000],
    ["1h 30m", 5_400_000],
    ["1500ms", 1500],
    ["10 minutes", 600_000],
    ["1d", 86_400_000],
    ["24h", 86_400_000],
  ] as const)("takes %s as %i milliseconds", ([text, ms]) => {
    expect(timeOf(flag, text)).toBe(ms);
  });

  test.for(["", "0", "0.9", "999ms", "-5", "1e9", "1000h", "10x", "1h-5m", "1,5h", "s", "NaN"])(
    "does not take %j, and says what it takes",
    (text) => {
      expect(timeOf(flag, text)).toMatch(
        /It must be from 1s to [17]d, such as 90s, 10m or 1h30m\./,
      );
    },
  );
});

test("the times are four, and nothing that takes one is missing here", () => {
  expect(timed.map(({ long }) => long)).toEqual([
    "--interval",
    "--stall-after",
    "--timeout",
    "--give-up-after",
  ]);
});

describe("--record-limit", () => {
  const [, limit] = recordFlags;

  test.for([
    ["1MB", 1_000_000],
    ["500MB", 500_000_000],
    ["1.5 gb", 1_500_000_000],
    ["2000kB", 2_000_000],
    ["1TB", 1e12],
    ["0", 0],
    ["0MB", 0],
  ] as const)("takes %s as %i bytes", ([text, bytes]) => {
    expect(timeOf(limit, text)).toBe(bytes);
  });

  test.for(["", "500", "999KB", "-1GB", "1e9MB", "1 gigabyte", "MB", "1MiB"])(
    "does not take %j, and says what it takes",
    (text) => {
      expect(timeOf(limit, text)).toContain("0, or at least 1MB, such as 500MB or 2GB.");
    },
  );

  test("is 1 GB unless it is given, which help says", () => {
    expect([limit.defaultValue, limit.defaultValueDescription]).toEqual([1e9, "1GB"]);
  });
});
