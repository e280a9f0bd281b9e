const noName =
  "check the tenant's name in the base URL and this computer's DNS; behind a proxy, set HTTPS_PROXY";
const noConnection =
  "no way through to the tenant: a firewall may block it; behind a proxy, set HTTPS_PROXY";
const nothingListens = "nothing is listening there: check the host and the port in the base URL";
const noTls = "that port does not speak TLS: check it in the base URL";
const unknownAuthority =
  "the certificate is signed by an unknown CA, often that of a company's proxy: set " +
  "NODE_EXTRA_CA_CERTS to a PEM file with the CA's certificate, or NODE_USE_SYSTEM_CA=1 on Node 24";
const badCertificate =
  "the certificate cannot be trusted: check the base URL, the proxy and the firewall; " +
  "aggwatch doctor checks each step";

/** Faults that do not pass by themselves: Node's codes, and the HTTP client's words. */
const lasting: Readonly<Record<string, string>> = {
  ENOTFOUND: noName,
  EAI_AGAIN: noName,
  ECONNREFUSED: nothingListens,
  EHOSTUNREACH: noConnection,
  ENETUNREACH: noConnection,
  EACCES: noConnection,
  EPERM: noConnection,
  "bad port": "that port is blocked by Node: check it in the base URL",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  CERT_UNTRUSTED: unknownAuthority,
  CERT_HAS_EXPIRED:
    "the certificate has expired: check this computer's clock, then ask the owner to renew it",
  CERT_NOT_YET_VALID: "the certificate is not valid yet: check this computer's clock",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the certificate is for another host: check the base URL, the proxy and the firewall",
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  EPROTO: noTls,
};

/** OpenSSL's other codes for a rejected certificate or handshake. */
const certificateFault =
  /^(?:CERT_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|CRL_|ERROR_IN_CERT_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_)/;

/** Advice for an unreachable tenant; `reason` is Node's code, or the HTTP client's words. */
export function reachAdvice(reason: string, proxy: string | undefined): string {
  const advice = lastingAdvice(reason, proxy);
  if (advice !== undefined) return advice;
  return proxy === undefined ? noConnection : brokenProxy(proxy);
}

/** The same; undefined for a fault that may pass. */
export function lastingAdvice(reason: string, proxy: string | undefined): string | undefined {
  const known = lasting[reason] ?? (certificateFault.test(reason) ? badCertificate : undefined);
  if (proxy === undefined) return known;
  const [, status] = /^Proxy response \((\d+)\)/.exec(reason) ?? [];
  if (status === "407") {
    return `the proxy ${proxy} requires a user and a password: HTTPS_PROXY=http://USER:PASSWORD@${proxy}`;
  }
  if (status !== undefined) {
    return `the proxy ${proxy} refuses the tenant's host (HTTP ${status}): ask its owner to allow that host`;
  }
  const isOfProxy = known === noName || known === nothingListens || known === noConnection;
  return isOfProxy ? brokenProxy(proxy) : known;
}

function brokenProxy(proxy: string): string {
  return `check HTTPS_PROXY and that the proxy ${proxy} runs, or name the tenant's host in NO_PROXY`;
}
