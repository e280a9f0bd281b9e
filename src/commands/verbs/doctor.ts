import { lookup } from "node:dns/promises";
import type { Command } from "commander";
import { apiVersions, type ApiVersion, defaultApiVersion } from "../../api/http/paths.ts";
import type { BudgetAddress } from "../../client/fleet/budget-address.ts";
import { budgetPasswordVariable } from "../../system/environment.ts";
import { readSelection, type TenantFlags } from "../../tenant-config/selection.ts";
import { UsageError } from "../../system/usage-error.ts";
import { defaultable } from "../../settings/defaultable.ts";
import type { DefaultsWorld } from "../../settings/file.ts";
import { readDefaults } from "../../settings/read-defaults.ts";
import { type Check, checkLines, doctorExitCode } from "../../doctor/check.ts";
import { checkDefaults } from "../../doctor/defaults.ts";
import { diagnose } from "../../doctor/diagnose.ts";
import { checkInstallation } from "../../doctor/installation.ts";
import { checkTerminal, type TerminalTraits } from "../../doctor/terminal.ts";
import { jsonDocument } from "../../output/json-document.ts";
import { doctorObject } from "../../doctor/doctor-object.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Host } from "../../process/host.ts";
import { requestLog } from "../tenant/request-log.ts";
import { configWorld } from "../tenant/config-world.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";

export interface DoctorOptions extends TenantFlags {
  readonly apiVersion?: ApiVersion;
  readonly budget?: BudgetAddress;
  readonly output: "plain" | "json";
  readonly verbose: boolean;
}

/**
 * `aggwatch doctor`: checks all that a watch needs, and says what is wrong and what to do. The exit
 * code is 2 where configuration or network are to be mended, 4 where the tenant refuses, else 0.
 */
export async function doctorCommand(
  flags: DoctorOptions,
  program: Command,
  host: Host,
): Promise<Outcome> {
  const world = configWorld(host);
  const { signal } = host.lifetime;
  const byDefault = await usableDefaults(program, world);
  const budget = flags.budget ?? (byDefault.get("budget") as BudgetAddress | undefined);
  const installation = { version: host.version, ...host.computer() };
  const patient = {
    selection: readSelection(flags),
    version: flags.apiVersion ?? versionOf(byDefault.get("apiVersion")),
    budget: budget && (await budgetPatient(budget, host)),
    world,
    traced: flags.verbose ? await requestLog(host.stderr) : undefined,
    lookup: async (hostname: string) =>
      (await lookup(hostname, { all: true })).map(({ address }) => address),
    clock: host.clock,
    random: host.random,
    delayed: (text: string) => void host.stderr.write(`aggwatch: ${text}\n`),
  };
  const examine = async () => {
    const checks: Check[] = [];
    const tell = (check: Check) => {
      signal.throwIfAborted();
      if (flags.output === "plain") writeLines(checkLines(check), host);
      checks.push(check);
    };
    // What a bug report needs comes first.
    tell(checkInstallation(installation));
    tell(checkTerminal(terminalTraits(host)));
    tell(await checkDefaults(defaultable(program), world));
    for await (const check of diagnose(patient, signal)) tell(check);
    const exitCode = doctorExitCode(checks);
    if (flags.output === "json") {
      const object = doctorObject(host.clock.now(), installation, checks, exitCode);
      writeLines([jsonDocument(object)], host);
    }
    return nothingWatched(exitCode);
  };
  // Part of it, such as looking up a name, cannot be given up.
  return unlessAborted(examine(), signal);
}

function writeLines(lines: readonly string[], { stdout }: Host): void {
  for (const line of lines) stdout.write(`${line}\n`);
}

/** What a watch has by default; unusable defaults are reported elsewhere. */
async function usableDefaults(
  program: Command,
  world: DefaultsWorld,
): Promise<ReadonlyMap<string, unknown>> {
  try {
    const { defaults } = await readDefaults(defaultable(program), world);
    return new Map(defaults.map(({ option, value }) => [option.attributeName(), value]));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return new Map();
  }
}

function versionOf(set: unknown): ApiVersion {
  return apiVersions.find((version) => version === set) ?? defaultApiVersion;
}

async function budgetPatient(address: BudgetAddress, { clock, random, env }: Host) {
  const { loadFleets } = await import("../../client/fleet/open-fleet.ts");
  const password = env[budgetPasswordVariable] ?? "";
  return { address, clock, fleets: await loadFleets({ address, password }, clock, random) };
}

function terminalTraits({ stdout, env, platform }: Host): TerminalTraits {
  const { isTTY: isTerminal, columns, rows } = stdout;
  const colorDepth = isTerminal ? stdout.getColorDepth(env) : 1;
  return { isTerminal, columns, rows, colorDepth, env, platform };
}
