import { UsageError } from "../system/usage-error.ts";
import type { CommandLine } from "./command-line.ts";

/** All variables but those whose values only aggwatch makes up. */
const foreign = /%(AGGWATCH_(?!TYPE\b|EXIT_CODE\b)\w+)/i;

/**
 * Windows' `cmd.exe` puts the value of %NAME% into the line before it reads it: a source called
 * `a & b` would run b.
 *
 * @throws UsageError where that may happen
 */
export function refuseExpanded(command: CommandLine, platform: NodeJS.Platform): void {
  if (platform !== "win32" || command.kind !== "shell") return;
  const [, name] = foreign.exec(command.line) ?? [];
  if (name === undefined) return;
  throw new UsageError(
    `in cmd.exe, the value of %${name}% would become part of the command; let a script read it: ` +
      "powershell -File notify.ps1",
  );
}
