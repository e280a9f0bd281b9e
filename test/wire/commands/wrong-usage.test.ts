import { expect, test } from "vitest";
import { systemClock } from "../../../src/time/clock.ts";
import { runCommand } from "../support/simulated-command.ts";

const nobody = { clientId: "", clientSecret: "" };
const red = "\u001b[31m";

test.for([
  [[`--bo${red}gus`], "aggwatch: unknown option '--bogus'\nSee: aggwatch --help\n"],
  [
    ["list", `--output=${red}xml`],
    "aggwatch: option '-o, --output <form>' argument 'xml' is invalid. Allowed choices are table, ndjson.\nSee: aggwatch list --help\n",
  ],
  [
    ["start", "--at-once", "no"],
    "aggwatch: option '--at-once <number>' argument 'no' is invalid. It must be a number from 1 to 1000.\nSee: aggwatch start --help\n",
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
