import type { Command } from "commander";
import { apiVersions } from "../../api/http/paths.ts";
import type { DoctorOptions } from "../verbs/doctor.ts";
import { choiceFlag, type OptionsOf, withFlags } from "../flags/flag.ts";
import { jsonFlag } from "../flags/shortcut-flags.ts";
import type { Run } from "./run.ts";
import { checkedBudgetFlag } from "../flags/budget-flag.ts";
import { tenantFlags } from "../flags/tenant-flags.ts";

const flags = [
  // Of its own, since the doctor reports an unusable default, and does not end by it.
  choiceFlag("Tenant", "--api-version <version>", "check this version of the API", apiVersions),
  checkedBudgetFlag,
  choiceFlag("Output", "-o, --output <form>", "write lines or JSON", ["plain", "json"], "plain"),
  jsonFlag("json"),
  ...tenantFlags,
] as const;

export function describeDoctor(program: Command, run: Run): void {
  withFlags(program.command("doctor"), flags)
    .description("check configuration, network, sign-in and permissions")
    .action(async (options: OptionsOf<typeof flags, DoctorOptions>) => {
      const { doctorCommand } = await import("../verbs/doctor.ts");
      await run((host) => doctorCommand(options, program, host));
    });
}
