import { UsageError } from "../../system/usage-error.ts";
import { scenarioNames } from "../../simulator/scenarios/scenarios.ts";
import { type Simulator, startSimulator } from "../../simulator/server.ts";
import { padEnd } from "../../text/columns.ts";
import { fasterClock } from "../../time/clock.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Host } from "../../process/host.ts";
import type { Outcome } from "../../exit/outcome.ts";
import { chooseScenarios } from "./scenario-choice.ts";

export interface SimulateOptions {
  readonly port: number;
  readonly speed: number;
  readonly seed: number;
  readonly deprecated: boolean;
}

/** Not by default, since short tokens hold for the whole client. */
const unlessNamed = scenarioNames.filter((name) => name !== "short-token");

/**
 * `aggwatch simulate [SCENARIO...]`: serves a simulated tenant until a signal. Its aggregations
 * run faster; limiter, Retry-After and the life of tokens stay in real seconds, since the clocks
 * of its clients do. It throws the lifetime's reason at its end.
 */
export async function simulateCommand(
  args: readonly string[],
  { port, speed, seed, deprecated }: SimulateOptions,
  host: Host,
): Promise<Outcome> {
  const scenarios = chooseScenarios(args, unlessNamed);
  const simulator = await startSimulator({
    scenarios,
    seed,
    port,
    // Timestamps are wall-clock time at any speed.
    aggregationClock: { ...fasterClock(host.clock, speed), now: () => host.clock.now() },
    pace: speed,
    clientClock: host.clock,
    traits: { isOldDeprecated: deprecated },
  }).catch((error: unknown) => {
    throw portError(error, port);
  });
  const { signal, leave } = host.lifetime;
  // A reader of the first lines may close the pipe; if they are lost, the tenant is of no use.
  const stopListening = host.onOutputClosed((problem) => {
    if (problem) leave({ by: "pipe", isLost: true });
  });
  host.stdout.write(introduction(simulator));
  const forEver = new Promise<never>(() => undefined);
  return unlessAborted(forEver, signal).finally(async () => {
    stopListening();
    await simulator.close();
  });
}

function introduction({ baseUrl, clientId, clientSecret, aggregations }: Simulator): string {
  const columns = Math.max(...aggregations.map(({ scenario }) => scenario.length));
  const lines = [
    `SAIL_BASE_URL=${baseUrl}`,
    `SAIL_CLIENT_ID=${clientId}`,
    `SAIL_CLIENT_SECRET=${clientSecret}`,
    ...aggregations.map(
      ({ id, scenario, source }) => `${id}  ${padEnd(scenario, columns)}  ${source}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function portError(error: unknown, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why = code === "EACCES" ? "may not be used by this user" : "is in use";
  return new UsageError(`port ${port} ${why}; choose another with --port, or leave it out`);
}
