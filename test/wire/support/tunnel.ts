import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { join } from "./self-made-tls.ts";

/** A proxy as companies have them, until the end of the test. */
export interface Tunnel {
  /** Its address, for HTTPS_PROXY. */
  readonly address: string;
  /** What it was asked to connect to, `host:port`, each time. */
  readonly asked: readonly string[];
}

/**
 * A proxy that answers CONNECT (RFC 9110, section 9.3.6).
 *
 * @param port where every tunnel ends on this computer, whatever host it is for
 * @param authorization what it wants to be told; a request without it is answered with 407
 */
export async function serveTunnel(port: number, authorization?: string): Promise<Tunnel> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on("connect", ({ url = "", headers }, client: Socket) => {
    asked.push(url);
    sockets.add(client);
    if (authorization !== undefined && headers["proxy-authorization"] !== authorization) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      join(client, target);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
