import type { Command } from "commander";
import { expect, test } from "vitest";
import { wholeProgram } from "../../support/whole-program.ts";

/** A command, and all below it. */
function commandsOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

test("no flag takes a secret: other users of the computer can read command lines", () => {
  const flags = commandsOf(wholeProgram()).flatMap(({ options }) => options);
  expect(flags.length).toBeGreaterThan(30);
  const secret = /secret|password|token|client-id|credential|api-?key/i;
  expect(flags.map(({ long = "" }) => long).filter((long) => secret.test(long))).toEqual([]);
});
