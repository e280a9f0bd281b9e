import { type Command, Option } from "commander";
import { apiVersions } from "../../api/paths.ts";
import type { DoctorOptions } from "../doctor.ts";
import type { Run } from "./run.ts";
import { tenantFlags } from "./tenant-flags.ts";

/** One of its own: a default that cannot be used is the doctor's to find, and does not end it. */
const versionFlag = new Option("--api-version <version>", "API version to check").choices(
  apiVersions,
);

/** Adds `aggwatch doctor`. */
export function describeDoctor(program: Command, run: Run): void {
  const doctor = program
    .command("doctor")
    .description(
      "check configuration, network, sign-in and what each command needs, and say what to do",
    )
    .action(async (flags: DoctorOptions) => {
      const { doctorCommand } = await import("../doctor.ts");
      await run((host) => doctorCommand(flags, program, host));
    });
  for (const flag of [versionFlag, ...tenantFlags]) doctor.addOption(flag);
}
