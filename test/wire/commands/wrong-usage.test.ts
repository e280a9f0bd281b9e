import { expect, test } from "vitest";
import { systemClock } from "../../../src/time/clock.ts";
import { runCommand } from "../support/simulated-command.ts";

const nobody = { clientId: "", clientSecret: "" };
const red = "\u001b[31m";

test.for([
  [[`--bo${red}gus`], "aggwatch: unknown option '--bogus'\nSee: aggwatch --help\n"],
  [
    ["list", `--output=${red}xml`],
    'aggwatch: invalid value "xml" for --output: it must be table, json or ndjson\nSee: aggwatch list --help\n',
  ],
  [["replay"], "aggwatch: missing argument: file\nSee: aggwatch replay --help\n"],
  [
    ["--interval", "10x"],
    'aggwatch: invalid value "10x" for --interval: it must be from 1s to 1d, such as 90s, 10m or 1h30m\nSee: aggwatch --help\n',
  ],
  [
    ["-i", "1h\n-5m"],
    'aggwatch: invalid value "1h -5m" for --interval: it must be from 1s to 1d, such as 90s, 10m or 1h30m\nSee: aggwatch --help\n',
  ],
  [["list", "--source"], "aggwatch: --source needs a value\nSee: aggwatch list --help\n"],
  [
    ["list", "--json", "-o", "ndjson"],
    "aggwatch: --json cannot be used with --output\nSee: aggwatch list --help\n",
  ],
  [["-q", "--json"], "aggwatch: --quiet cannot be used with --json\nSee: aggwatch --help\n"],
  [
    ["completions", "tcsh"],
    'aggwatch: invalid shell "tcsh": it must be bash, zsh, fish or powershell\nSee: aggwatch completions --help\n',
  ],
  [
    ["list", "a"],
    "aggwatch: too many arguments for 'list'. Expected 0 arguments but got 1: a.\nSee: aggwatch list --help\n",
  ],
  [
    ["start", "--at-once", "no"],
    'aggwatch: invalid value "no" for --at-once: it must be a number from 1 to 1000\nSee: aggwatch start --help\n',
  ],
] as const)(
  "what commander does not take is repeated safe to print: %j",
  async ([args, errors]) => {
    const ran = await runCommand(args, "http://127.0.0.1:9", nobody, systemClock);
    expect(ran).toEqual({ code: 2, output: "", errors });
  },
);

test.for(["demo", "simulate"])("%s repeats a wrong scenario safe to print", async (command) => {
  const ran = await runCommand(
    [command, `${red}bogus\u0007`],
    "http://127.0.0.1:9",
    nobody,
    systemClock,
  );
  expect(ran.code).toBe(2);
  expect(ran.errors).toMatch(/^aggwatch: no scenario "bogus"; to see all: aggwatch demo --help$/m);
});

test("a mistyped scenario is refused with what may be meant", async () => {
  const ran = await runCommand(["demo", "nromal"], "http://127.0.0.1:9", nobody, systemClock);
  expect(ran.code).toBe(2);
  expect(ran.errors).toBe('aggwatch: no scenario "nromal"; did you mean normal?\n');
});
