import { once } from "node:events";
import { connect, type AddressInfo, type Socket } from "node:net";
import { createServer } from "node:tls";
import { generate } from "selfsigned";
import { onTestFinished } from "vitest";

/** A server that speaks TLS in front of one that does not, until the end of the test. */
export interface TlsFront {
  readonly port: number;
  /** The certificate of the authority that made the server's own, as PEM. */
  readonly authority: string;
}

/**
 * @param host that the certificate is for
 * @param behind the plain server's address
 */
export async function serveTls(host: string, behind: URL): Promise<TlsFront> {
  const { authority, cert, key } = await certificateFor(host);
  const server = createServer({ cert, key }, (client) => {
    join(client, connect(Number(behind.port), behind.hostname));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, authority };
}

/** Passes everything on, both ways, until one side goes. */
export function join(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
    from.pipe(to);
  }
}

async function certificateFor(host: string) {
  const common = { keyType: "ec", algorithm: "sha256" } as const;
  const authority = await generate([{ name: "commonName", value: "A company's own authority" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const { cert, private: key } = await generate([{ name: "commonName", value: host }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }],
  });
  return { authority: authority.cert, cert, key };
}
