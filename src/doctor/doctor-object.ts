import type { Check } from "./check.ts";
import type { Installation } from "./installation.ts";

/** What `aggwatch doctor --output json` writes; `at` in milliseconds since the Unix epoch. */
export function doctorObject(
  at: number,
  installation: Installation,
  checks: readonly Check[],
  exitCode: number,
) {
  return {
    v: 1,
    ts: new Date(at).toISOString(),
    type: "doctor",
    ...installation,
    checks: checks.map(({ name, verdict, found, advice }) => ({ name, verdict, found, advice })),
    exitCode,
  };
}
