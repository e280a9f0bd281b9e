import {
  type Departure,
  type LeavingSignal,
  signalExitCodes,
  timeoutExitCode,
} from "./exit-code.ts";

/** What made the program leave, where its exit code alone tells. */
export function departureBy(
  code: number,
): { readonly by: "timeout" } | Extract<Departure, { by: "signal" }> | undefined {
  if (code === timeoutExitCode) return { by: "timeout" };
  const signals: readonly LeavingSignal[] = ["SIGHUP", "SIGINT", "SIGTERM"];
  const signal = signals.find((one) => signalExitCodes[one] === code);
  return signal && { by: "signal", signal };
}
