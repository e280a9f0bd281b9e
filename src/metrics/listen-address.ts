import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";

/** Where to listen; port 0 lets the system choose one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Nothing listens beyond this computer unless a host is named. */
const loopback = "127.0.0.1";
const mostPort = 65_535;

/**
 * Reads `9464`, `0.0.0.0:9464`, `metrics.acme.com:9464` or `[::1]:9464`.
 *
 * @throws UsageError for all else
 */
export function listenAddressOf(text: string): ListenAddress {
  const [, ipv6, name, digits = ""] =
    /^(?:(?:\[([\dA-Fa-f:.]+(?:%[\w.]+)?)\]|([\w.-]+)):)?(\d{1,5})$/.exec(text.trim()) ?? [];
  const port = Number(digits);
  if (digits === "" || port > mostPort) {
    throw new UsageError(
      `--metrics takes a port from 0 to ${mostPort}, with a host in front to be reached from other ` +
        `computers, not "${safeText(text)}"; for example: --metrics 9464, --metrics 0.0.0.0:9464`,
    );
  }
  return { host: ipv6 ?? name ?? loopback, port };
}

/** As in an address of the web. */
export function hostAndPort({ host, port }: ListenAddress): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
