import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openConnections } from "../../../src/api/http/connections.ts";
import { readProxies } from "../../../src/api/http/proxies.ts";
import { systemClock } from "../../../src/time/clock.ts";
import type { Measured } from "./measured.ts";

const requests = 5;
const everyMs = 5000;

/** How many connections a watch's requests take, beside those of Node's own `fetch`. */
export async function measureConnections(): Promise<Measured> {
  const [ours, theirs] = await Promise.all([
    connectionsOf(openConnections(readProxies({})).fetch),
    connectionsOf(fetch),
  ]);
  return {
    what: `connections of ${requests} polls, ${everyMs / 1000} s apart`,
    ours,
    reference: "Node's `fetch`",
    theirs,
    unit: "",
  };
}

async function connectionsOf(send: typeof fetch): Promise<number> {
  let connections = 0;
  // It closes none by itself: how long one lasts is the client's.
  const server = createServer({ keepAliveTimeout: 0 }, (_, response) => response.end("{}"));
  server.on("connection", () => (connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  for (let count = 0; count < requests; count += 1) {
    if (count > 0) await systemClock.sleep(everyMs);
    await (await send(url)).text();
  }
  server.close();
  server.closeAllConnections();
  return connections;
}
