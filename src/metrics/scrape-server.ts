import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../time/clock.ts";
import { UsageError } from "../system/usage-error.ts";
import { type Exposition, type Format, formatFor } from "./exposition.ts";
import { hostAndPort, type ListenAddress } from "./listen-address.ts";

export interface ScrapeServer {
  /** Of the metrics. */
  readonly url: string;
  /** Lets the answers under way go out, for a moment. */
  readonly close: () => Promise<void>;
}

const usualPatienceMs = 5000;
/** How often it is checked, as a part of that. */
const checkPart = 0.2;
/** Of one scraper one is open at a time. */
const mostConnections = 64;
const mostHeaderBytes = 8192;
const lastAnswersMs = 250;

/**
 * Serves `/metrics` to GET and HEAD. Each connection is for one request: none can be held open.
 *
 * @param write makes the metrics; its error is a bug of ours
 * @param patienceMs for a request, and for a scraper that does not read its answer
 * @throws UsageError where it cannot listen
 */
export async function openScrapeServer(
  address: ListenAddress,
  write: (format: Format) => Promise<Exposition>,
  failed: (error: unknown) => void,
  clock: Pick<Clock, "sleep">,
  patienceMs = usualPatienceMs,
): Promise<ScrapeServer> {
  const limits = {
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: patienceMs,
    requestTimeout: patienceMs,
    connectionsCheckingInterval: checkPart * patienceMs,
  };
  const server = createServer(limits, answering(write, failed));
  server.maxConnections = mostConnections;
  server.timeout = patienceMs;
  await listening(server, address);
  const { address: host, port } = server.address() as AddressInfo;
  return {
    url: `http://${hostAndPort({ host, port })}/metrics`,
    close: () => closed(server, clock),
  };
}

function answering(
  write: (format: Format) => Promise<Exposition>,
  failed: (error: unknown) => void,
): RequestListener {
  let sent = Promise.resolve();

  /** Large answers to many at once would keep polls waiting. */
  function inTurn(send: () => void): void {
    sent = sent.then(() => nextTurn()).then(send);
  }

  return (request, response) => {
    const { method = "", url = "", headers } = request;
    const isRead = method === "GET" || method === "HEAD";
    const [path] = url.split("?", 1);

    function answer(status: number, { contentType, body }: Exposition, more = {}): void {
      const length = { "content-length": body.length };
      const head = { "content-type": contentType, ...length, connection: "close" };
      response.writeHead(status, { ...head, "x-content-type-options": "nosniff", ...more });
      response.end(method === "HEAD" ? undefined : body);
    }

    if (path !== "/metrics") return answer(404, plain("The metrics are at /metrics."));
    if (!isRead) return answer(405, plain("The metrics are read by GET."), { allow: "GET, HEAD" });
    write(formatFor(headers.accept ?? "")).then(
      (exposition) => inTurn(() => answer(200, exposition)),
      (error: unknown) => {
        answer(500, plain("The metrics could not be made."));
        failed(error);
      },
    );
  };
}

function plain(text: string): Exposition {
  return { contentType: "text/plain; charset=utf-8", body: Buffer.from(`${text}\n`) };
}

function listening(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new UsageError(unlistenable({ host, port }, error)));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      // A connection that cannot be accepted is the scraper's loss.
      server.on("error", () => undefined);
      resolve();
    });
  });
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken by another program; choose another port, or 0 for any that is free",
  EACCES: "is not for this user; choose a port from 1024 up",
  EADDRNOTAVAIL: "is no address of this computer; leave the host out for 127.0.0.1",
  ENOTFOUND: "has a host that is not known; leave it out for 127.0.0.1",
};

function unlistenable(address: ListenAddress, { code = "", message }: NodeJS.ErrnoException) {
  const reason = reasons[code] ?? `cannot be listened to (${code || message})`;
  return `--metrics: ${hostAndPort(address)} ${reason}`;
}

async function closed(server: Server, clock: Pick<Clock, "sleep">): Promise<void> {
  const over = new AbortController();
  server.close(() => over.abort());
  server.closeIdleConnections();
  await clock.sleep(lastAnswersMs, over.signal).catch(() => undefined);
  server.closeAllConnections();
}
