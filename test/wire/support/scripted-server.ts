import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { SendDeps } from "../../../src/api/http/send.ts";
import type { Credentials } from "../../../src/api/sign-in/credentials.ts";
import { createTenant, type Tenant } from "../../../src/api/tenant.ts";
import { systemClock } from "../../../src/time/clock.ts";
import type { InventedClock } from "../../support/invented/clock.ts";

/** A request as it came in. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, as they stood in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Settles when its answer is complete or its connection is gone. */
  readonly over: Promise<unknown>;
}

/** An answer; nothing is added to it but a `Content-Length` where the script names none. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A generator is sent piece by piece, without a `Content-Length`. */
  readonly body?: string | Uint8Array | Generator<string>;
  /** The body breaks off there: the connection is closed, or, when the promise settles, reset. */
  readonly breaksOff?: "closed" | Promise<unknown>;
}

/** What happens to a request. Without a reply the connection is closed, or reset. */
export type Act = Reply | "close" | "reset";

/** Says what happens to a request; a promise that is not settled holds the answer back. */
export type Script = (request: SeenRequest, times: number) => Act | Promise<Act>;

/** A server that does as it is told, until the end of the test. */
export interface ScriptedServer {
  /** With a slash at its end. */
  readonly baseUrl: URL;
  readonly requests: readonly SeenRequest[];
  /** How many connections were made, whether or not anything was sent on them. */
  readonly connections: () => number;
  /** The port that the newest connection comes from. It is taken, and nobody listens there. */
  readonly deafPort: () => number;
}

/** @param script gets each request and how many with the same path there were, this one included */
export async function serve(script: Script): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const ports: number[] = [];
  // It closes no idle connection and does not say when it would: how long one lasts is the client's.
  const server = createServer({ keepAliveTimeout: 0 }, async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = "", url = "", headers } = incoming;
    const body = Buffer.concat(chunks).toString("utf8");
    const over = new Promise((resolve) => {
      response.once("close", resolve);
    });
    const request = { method, url, headers, body, over };
    requests.push(request);
    const times = requests.filter((other) => other.url === url).length;
    perform(await script(request, times), response);
  });
  server.on("connection", ({ remotePort = 0 }) => ports.push(remotePort));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return {
    baseUrl: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    requests,
    connections: () => ports.length,
    deafPort: () => ports.at(-1) ?? 0,
  };
}

/** A status body that says hardly anything. */
export const started: Reply = { body: '{"status":"STARTED"}' };

/** What a client of these tests is and has. */
export const credentials: Credentials = { clientId: "c1", clientSecret: "s3cret" };

/** The real client, with the real `fetch` and the computer's clock unless `deps` has others. */
export function clientOf(server: ScriptedServer, deps: Partial<SendDeps> = {}): Tenant {
  return createTenant(server.baseUrl, credentials, { clock: systemClock, fetch, ...deps });
}

/**
 * Lets a millisecond of `clock` pass for each in which this process gets to run, until `work` is
 * done. On a computer with no time for it that takes longer, and no answer gets late by it.
 */
export async function passing<Result>(
  clock: InventedClock,
  work: Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const outcome = work.finally(() => over.abort());
  // Whoever awaits the outcome learns of a failure.
  outcome.catch(() => undefined);
  while (!over.signal.aborted) {
    await wait(1);
    await clock.advance(1);
  }
  return outcome;
}

function perform(act: Act, response: ServerResponse): void {
  const { socket } = response;
  if (!socket || response.destroyed) return;
  if (act === "reset") {
    socket.resetAndDestroy();
  } else if (act === "close") {
    socket.destroy();
  } else {
    reply(act, response);
  }
}

function reply({ status = 200, headers, body = "", breaksOff }: Reply, response: ServerResponse) {
  const isWhole = typeof body === "string" || body instanceof Uint8Array;
  const isCounted = isWhole && !headers?.["transfer-encoding"];
  const length = isCounted ? { "content-length": Buffer.byteLength(body) } : {};
  response.sendDate = false;
  response.writeHead(status, { ...length, ...headers });
  if (!isWhole) {
    // Whoever has heard enough goes away, which ends the pieces as well.
    Readable.from(body)
      .on("error", () => undefined)
      .pipe(response);
  } else if (breaksOff === undefined) {
    response.end(body);
  } else {
    const isClosing = breaksOff === "closed";
    response.write(body, () => {
      if (isClosing) response.socket?.end();
      else void breaksOff.then(() => response.socket?.resetAndDestroy());
    });
  }
}
