import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { errorAnswer } from "./http/answers.ts";
import type { ClientCredentials, ClientKind } from "./gateway/clients.ts";
import { drawHex, randomOf } from "./timeline/random.ts";
import type { ScenarioName } from "./scenarios/scenarios.ts";
import { scriptedOutcome, type ScriptedOutcome } from "./scenarios/scripted-outcome.ts";
import { dateNow, send } from "./http/send.ts";
import { Tenant, type TenantOptions } from "./tenant.ts";

export interface SimulatorOptions extends TenantOptions {
  /** 0 takes a free one. */
  readonly port: number;
}

export interface SimulatedAggregation extends ScriptedOutcome {
  readonly scenario: ScenarioName;
  readonly id: string;
  readonly source: string;
}

interface SeenRequest {
  /** `elapsed` of the clients' clock, in milliseconds. */
  readonly atMs: number;
  readonly method: string;
  /** Without the query, which may have a secret; its first 300 characters. */
  readonly path: string;
}

/** A simulated tenant that is listening, with the administrator's credentials. */
export interface Simulator extends ClientCredentials {
  /** http://127.0.0.1:PORT, which only this computer can reach. */
  readonly baseUrl: string;
  readonly clients: Readonly<Record<ClientKind, ClientCredentials>>;
  readonly aggregations: readonly SimulatedAggregation[];
  /** The last ten thousand, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Stops at once, with open connections and unsent answers. */
  close(): Promise<void>;
}

const mostRequestsKept = 10_000;
const longestPathKept = 300;

/** Longer than a usual polling interval, or connections would close while they are reused. */
const keepAliveMs = 75_000;

/** More are refused: running out of file descriptors would end the process. */
const mostConnections = 500;

/** @throws RangeError if a scenario is given twice; Node's EADDRINUSE or EACCES for the port */
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
      // A bug, which the API answers like this, or a client that has gone and reads no answer.
      .catch(() => errorAnswer(500, context.trackingId))
      .then((answer) => send(response, answer, context, sender));
  });
  server.maxConnections = mostConnections;
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  const { administrator } = tenant.clients;
  let closed: Promise<void> | undefined;
  return {
    baseUrl: `http://127.0.0.1:${portOf(server)}`,
    clientId: administrator.clientId,
    clientSecret: administrator.clientSecret,
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
