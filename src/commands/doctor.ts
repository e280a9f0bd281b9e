import { lookup } from "node:dns/promises";
import { readSelection, type TenantFlags } from "../config/selection.ts";
import { type Check, checkLines, doctorExitCode } from "../doctor/check.ts";
import { diagnose } from "../doctor/diagnose.ts";
import type { TerminalFacts } from "../doctor/terminal.ts";
import type { Host } from "./host.ts";
import { configWorld } from "./open-tenant.ts";

/**
 * `aggwatch doctor`: checks all that a watch needs, and says what is wrong and what to do.
 *
 * @returns the exit code: 0; 2 where configuration or network are to be mended; 4 where the tenant
 *   refuses
 * @throws UsageError where the flags are wrong
 */
export async function doctorCommand(flags: TenantFlags, host: Host): Promise<number> {
  const patient = {
    selection: readSelection(flags),
    world: configWorld(host),
    terminal: terminalFacts(host),
    lookup: async (hostname: string) =>
      (await lookup(hostname, { all: true })).map(({ address }) => address),
    clock: host.clock,
  };
  const checks: Check[] = [];
  for await (const check of diagnose(patient, new AbortController().signal)) {
    for (const line of checkLines(check)) host.stdout.write(`${line}\n`);
    checks.push(check);
  }
  return doctorExitCode(checks);
}

function terminalFacts({ stdout, env, platform }: Host): TerminalFacts {
  const { isTTY: isTerminal } = stdout;
  return {
    isTerminal,
    columns: stdout.columns,
    rows: stdout.rows,
    colorDepth: isTerminal ? stdout.getColorDepth(env) : 1,
    env,
    platform,
  };
}
