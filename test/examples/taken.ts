import { CommanderError } from "commander";
import { programOf } from "../../src/commands/program.ts";
import type { Call } from "./grammar.ts";

/**
 * Has the program's own command line read a call.
 *
 * @returns what it objects to; nothing where it takes the call
 */
export async function objection(call: Call): Promise<string> {
  let taken = 0;
  let text = "";
  const program = programOf("1.2.3", () => void (taken += 1));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: (part) => void (text += part) });
  }
  const args = call.map(filledIn);
  await program.parseAsync(args, { from: "user" }).catch((error: unknown) => {
    if (!(error instanceof CommanderError && error.exitCode === 0)) text += String(error);
    // What is shown in place of a command.
    else taken += 1;
  });
  return taken === 1 ? "" : `aggwatch ${args.join(" ")}: ${text}`;
}

/** A word of a script with something in place of its variables. */
function filledIn(word: string): string {
  const variables = /\$\{\w+:-([^}]*)\}|\$\$?\w+|\$@|@\w+/g;
  return word
    .replaceAll(/^(["'])(.*)\1$/g, "$2")
    .replaceAll(
      variables,
      (name: string, otherwise?: string) =>
        otherwise ?? (/^\$timeout$/i.test(name) ? "2h" : "something"),
    );
}
