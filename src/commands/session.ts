import type { Departure } from "../output/exit-code.ts";
import { startPlainOutput } from "../output/plain.ts";
import type { Clock } from "../time/clock.ts";
import type { Watcher } from "../watch/watcher.ts";
import type { Host } from "./host.ts";

/**
 * Runs a watcher until all its ids have ended or something makes the program leave, while one
 * reader shows what happens.
 *
 * @returns what ended it
 */
export async function runSession(watcher: Watcher, clock: Clock, host: Host): Promise<Departure> {
  const { stdout } = host;
  const leave = new AbortController();
  let departure: Departure = { by: "ends" };
  const leaveBy = (next: Departure) => {
    if (leave.signal.aborted) return;
    departure = next;
    leave.abort();
  };
  const onPipeClosed = () => leaveBy({ by: "pipe" });
  stdout.on("error", onPipeClosed);
  const stopSignals = host.onSignal((signal) => leaveBy({ by: "signal", signal }));
  const stopCrashes = host.onCrash((error) => leaveBy({ by: "bug", error }));

  const closeReader = startPlainOutput(watcher, clock, (line) => stdout.write(`${line}\n`));
  try {
    await watcher.run(leave.signal);
  } catch (error) {
    leaveBy({ by: "bug", error });
  }
  await closeReader();
  stopCrashes();
  stopSignals();
  return departure;
}
