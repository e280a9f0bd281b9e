import type { Command } from "commander";
import type { TenantFlags } from "../../config/selection.ts";
import type { Run } from "./run.ts";
import { tenantFlags } from "./tenant-flags.ts";

/** Adds `aggwatch doctor`. */
export function describeDoctor(program: Command, run: Run): void {
  const doctor = program
    .command("doctor")
    .description("check configuration, network, sign-in and permission, and say what to do")
    .action(async (flags: TenantFlags) => {
      const { doctorCommand } = await import("../doctor.ts");
      await run((host) => doctorCommand(flags, program, host));
    });
  for (const flag of tenantFlags) doctor.addOption(flag);
}
