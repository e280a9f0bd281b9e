import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { systemClock } from "../../../src/time/clock.ts";

/** A way to a server of this computer that takes time. */
export interface Proxy {
  readonly url: string;
  /** New connections go there; present ones end. */
  readonly lead: (port: number) => void;
  readonly close: () => Promise<void>;
}

/** @param eachWayMs how long it takes what it carries, in each direction */
export async function startProxy(port: number, eachWayMs: number): Promise<Proxy> {
  let target = port;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    carry(client, upstream);
    carry(upstream, client);
  });

  function carry(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on("data", (chunk) => {
      void systemClock.sleep(eachWayMs).then(() => void (to.destroyed || to.write(chunk)));
    });
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `redis://127.0.0.1:${portOf(server.address())}`,
    lead: (to) => {
      target = to;
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** What answers every piece that comes in with `reply`, or not at all. */
export async function startImpostor(reply: string | undefined): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => client.destroy());
    client.on("data", () => {
      if (reply !== undefined) client.write(reply);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `redis://127.0.0.1:${portOf(server.address())}`;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return address.port;
}
