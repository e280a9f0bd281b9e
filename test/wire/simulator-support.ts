import { onTestFinished } from "vitest";
import type { ScenarioName } from "../../src/simulator/scenarios.ts";
import { type Simulator, startSimulator } from "../../src/simulator/server.ts";
import { type InventedClock, inventedClock } from "../support/invented-clock.ts";

/** A simulated tenant on a clock of its own, closed at the end of the test. */
export interface Rig {
  readonly clock: InventedClock;
  readonly simulator: Simulator;
  /** The id of a scenario that is served. */
  readonly id: (scenario: ScenarioName) => string;
  /** Any request, with a token of the tenant unless `headers` has an authorization. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** GETs the status of a scenario in v2024. */
  readonly status: (scenario: ScenarioName) => Promise<Response>;
  /** Gets a new token, which `ask` sends from then on. */
  readonly signIn: () => Promise<string>;
}

/** @param scenarios those that the tenant is to serve */
export async function rig(...scenarios: readonly ScenarioName[]): Promise<Rig> {
  const clock = inventedClock();
  const clocks = { aggregationClock: clock, clientClock: clock };
  const simulator = await startSimulator({ scenarios, seed: 7, port: 0, ...clocks });
  onTestFinished(() => simulator.close());
  let token: string | undefined;

  async function signIn(): Promise<string> {
    const response = await fetch(`${simulator.baseUrl}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams(grantOf(simulator)),
    });
    token = `${Object(await response.json()).access_token}`;
    return token;
  }

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("authorization")) {
      headers.set("authorization", `Bearer ${token ?? (await signIn())}`);
    }
    return fetch(`${simulator.baseUrl}${path}`, { ...init, headers });
  }

  function id(scenario: ScenarioName): string {
    const found = simulator.aggregations.find((one) => one.scenario === scenario);
    if (!found) throw new Error(`${scenario} is not served`);
    return found.id;
  }

  return {
    clock,
    simulator,
    id,
    ask,
    signIn,
    status: (scenario) => ask(`/v2024/account-aggregations/${id(scenario)}/status`),
  };
}

/** The fields of a token request. */
export function grantOf({ clientId, clientSecret }: Simulator) {
  return {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  };
}
