import { onTestFinished } from "vitest";
import type { Api } from "../../../src/api/http/api.ts";
import type { ApiVersion } from "../../../src/api/http/paths.ts";
import { createTenant } from "../../../src/api/tenant.ts";
import type { ClientCredentials, ClientKind } from "../../../src/simulator/gateway/clients.ts";
import type { ScenarioName } from "../../../src/simulator/scenarios/scenarios.ts";
import { type Simulator, startSimulator } from "../../../src/simulator/server.ts";
import type { TenantTraits } from "../../../src/simulator/tenant.ts";
import { type InventedClock, inventedClock } from "../../support/invented/clock.ts";

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
  /** Gets a new token, the administrator's unless said otherwise, which `ask` sends from then on. */
  readonly signIn: (client?: ClientKind) => Promise<string>;
  /** The product's own client of the tenant, signed in, without a budget. */
  readonly api: (version?: ApiVersion, client?: ClientKind) => Promise<Api>;
}

/** @param scenarios those that the tenant is to serve */
export function rig(...scenarios: readonly ScenarioName[]): Promise<Rig> {
  return rigWith({}, ...scenarios);
}

/** @param traits in what the tenant differs from others */
export async function rigWith(
  traits: TenantTraits,
  ...scenarios: readonly ScenarioName[]
): Promise<Rig> {
  const clock = inventedClock();
  const clocks = { aggregationClock: clock, clientClock: clock };
  const simulator = await startSimulator({ scenarios, seed: 7, port: 0, ...clocks, traits });
  onTestFinished(() => simulator.close());
  let token: string | undefined;

  async function signIn(client: ClientKind = "administrator"): Promise<string> {
    const response = await fetch(`${simulator.baseUrl}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams(grantOf(simulator.clients[client])),
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

  async function api(version: ApiVersion = "v2024", client?: ClientKind): Promise<Api> {
    const baseUrl = new URL(simulator.baseUrl);
    const credentials = simulator.clients[client ?? "administrator"];
    const tenant = createTenant(baseUrl, credentials, { clock, fetch }, version);
    const never = new AbortController().signal;
    const { accessToken } = await tenant.signIn(never);
    return { version, ask: (request) => tenant.ask(request, accessToken, never) };
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
    api,
    status: (scenario) => ask(`/v2024/account-aggregations/${id(scenario)}/status`),
  };
}

/** The fields of a token request. */
export function grantOf({ clientId, clientSecret }: ClientCredentials) {
  return {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  };
}
