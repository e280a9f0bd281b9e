import { Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";
import type { World } from "../../../src/process/host.ts";
import { runProgram } from "../../../src/commands/run-program.ts";
import type { ClientKind } from "../../../src/simulator/gateway/clients.ts";
import type { ScenarioName } from "../../../src/simulator/scenarios/scenarios.ts";
import type { TenantTraits } from "../../../src/simulator/tenant.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { type Clock } from "../../../src/time/clock.ts";
import { fastClock } from "../../support/fast-clock.ts";
import { inventedHost } from "../../support/invented/host.ts";

/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** What may differ from a process without a terminal that nobody disturbs. */
export interface OtherHost extends Partial<Omit<World, "stdin">> {
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** A simulated tenant, and the program run against it; both on one fast clock. */
export async function simulatedTenant(
  scenarios: readonly ScenarioName[],
  traits: TenantTraits = {},
) {
  const clock = fastClock(100);
  const simulator = await startSimulator({
    traits,
    scenarios,
    seed: 1,
    port: 0,
    aggregationClock: clock,
    clientClock: clock,
  });
  onTestFinished(() => simulator.close());

  /** Runs the program to its end, as one of the tenant's clients. */
  function run(
    args: readonly string[],
    as: ClientKind = "administrator",
    other: OtherHost = {},
  ): Promise<Ran> {
    return runCommand(args, simulator.baseUrl, simulator.clients[as], clock, other);
  }

  return { simulator, clock, run };
}

/** Runs the program to its end in this process, as a client of a tenant. */
export async function runCommand(
  args: readonly string[],
  baseUrl: string,
  client: { readonly clientId: string; readonly clientSecret: string },
  clock: Clock,
  other: OtherHost = {},
): Promise<Ran> {
  const written = { output: "", errors: "" };
  const into = (name: keyof typeof written) =>
    new Writable({
      write: (chunk, _encoding, done) => {
        written[name] += String(chunk);
        done();
      },
    });
  const host = {
    ...inventedHost,
    env: {
      SAIL_BASE_URL: baseUrl,
      SAIL_CLIENT_ID: client.clientId,
      SAIL_CLIENT_SECRET: client.clientSecret,
    },
    stdin: Readable.from([]),
    stdout: into("output"),
    stderr: into("errors"),
    clock,
    random: () => 0,
    fetch,
    platform: process.platform,
    workingFolder: "/",
    homeFolder: () => undefined,
    historyFolder: () => Promise.resolve(undefined),
    onSignal: () => () => undefined,
    onOutputClosed: () => () => undefined,
    onCrash: () => () => undefined,
    ...other,
  } as unknown as World;
  const code = await runProgram(args, "0", host);
  return { code, ...written };
}
