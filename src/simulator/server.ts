import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Clock } from "../time/clock.ts";
import { errorAnswer } from "./http/answers.ts";
import type { ClientCredentials, ClientKind } from "./gateway/clients.ts";
import { drawHex, randomOf } from "./timeline/random.ts";
import type { ScenarioName } from "./scenarios/scenarios.ts";
import { scriptedOutcome, type ScriptedOutcome } from "./scenarios/scripted-outcome.ts";
import { dateNow, send } from "./http/send.ts";
import { Tenant, type TenantTraits } from "./tenant.ts";

/** What a simulated tenant is to be. */
export interface SimulatorOptions {
  /** In the order in which ids are given; a name may be asked for once. */
  readonly scenarios: readonly ScenarioName[];
  /** The same seed gives the same ids, credentials and answers. */
  readonly seed: number;
  /** 0: a free one. */
  readonly port: number;
  /** Drives the aggregations and the Date of every answer. */
  readonly aggregationClock: Clock;
  /** Drives the limiter, the tokens' life and the delay of slow answers. */
  readonly clientClock: Clock;
  /** In what it differs from other tenants. */
  readonly traits?: TenantTraits;
}

/** An aggregation that can be asked about. */
export interface SimulatedAggregation extends ScriptedOutcome {
  readonly scenario: ScenarioName;
  readonly id: string;
  /** The name of the source that is aggregated. */
  readonly source: string;
}

/** A request that has come in, whatever became of it. */
interface SeenRequest {
  /** `elapsed` of the clients' clock, in milliseconds. */
  readonly atMs: number;
  readonly method: string;
  /** Without the query, which may hold a secret; its first 300 characters. */
  readonly path: string;
}

/** A simulated tenant that is listening. */
export interface Simulator {
  /** http://127.0.0.1:PORT, to nobody but this computer. */
  readonly baseUrl: string;
  /** Of the administrator's personal access token. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** All clients, that one included. */
  readonly clients: Readonly<Record<ClientKind, ClientCredentials>>;
  readonly aggregations: readonly SimulatedAggregation[];
  /** The last ten thousand, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Stops at once: open connections and answers that are not sent yet included. */
  close(): Promise<void>;
}

const mostRequestsKept = 10_000;
const longestPathKept = 300;

/** Longer than anybody's polling interval, or a connection would be closed as it is used again. */
const keepAliveMs = 75_000;

/** More are turned away, before the process runs out of file descriptors, which would end it. */
const mostConnections = 500;

/**
 * Starts a simulated tenant.
 *
 * @throws RangeError if a scenario is asked for twice; Node's own error, for example EADDRINUSE or
 *   EACCES, if the port cannot be had
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const tenant = new Tenant(options);
  const sender = { dateClock: options.aggregationClock, delayClock: options.clientClock };
  const requestIds = randomOf(options.seed, "request ids");
  const requests: SeenRequest[] = [];
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    requests.push(seen(request, options.clientClock.elapsed()));
    if (requests.length > mostRequestsKept) requests.shift();
    const context = { dateMs: dateNow(sender.dateClock), trackingId: drawHex(requestIds, 32) };
    void tenant
      .answer(request, context)
      // For whoever has gone this is written into the void; else it is what the API says of a bug.
      .catch(() => errorAnswer(500, context.trackingId))
      .then((answer) => send(response, answer, context, sender));
  });
  server.maxConnections = mostConnections;
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  let closed: Promise<void> | undefined;
  return {
    baseUrl: `http://127.0.0.1:${portOf(server)}`,
    clientId: tenant.clients.administrator.clientId,
    clientSecret: tenant.clients.administrator.clientSecret,
    clients: tenant.clients,
    aggregations: tenant.aggregations.served.map(({ id, scenario }) => {
      const { ending, verdict } = scriptedOutcome(scenario);
      return { id, scenario: scenario.name, source: scenario.source, ending, verdict };
    }),
    requests,
    close: () => (closed ??= stop(server)),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port is listened on");
  return address.port;
}

function seen({ method = "", url = "" }: IncomingMessage, atMs: number): SeenRequest {
  return { atMs, method, path: url.split("?", 1)[0]?.slice(0, longestPathKept) ?? "" };
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
