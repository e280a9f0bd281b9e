const noName =
  "check the tenant's name in the base URL, and this computer's DNS; behind a proxy set HTTPS_PROXY";
const noConnection =
  "something on the way lets nothing through: ask for a firewall's permission, or set HTTPS_PROXY";
const nothingListens = "nothing listens there: check the host and the port in the base URL";
const unknownAuthority =
  "the certificate is of an authority that is not known here, as that of a company's proxy: set " +
  "NODE_EXTRA_CA_CERTS to a file with its certificate (PEM), or NODE_USE_SYSTEM_CA=1 on Node 24";

const advices: Readonly<Record<string, string>> = {
  ENOTFOUND: noName,
  EAI_AGAIN: noName,
  ECONNREFUSED: nothingListens,
  "bad port": "that port is never asked: check it in the base URL",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  CERT_HAS_EXPIRED:
    "the certificate has expired: check this computer's clock, else tell whose it is",
  CERT_NOT_YET_VALID: "the certificate is not valid yet: check this computer's clock",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the certificate is another host's: check the base URL, and what stands between",
  ERR_SSL_WRONG_VERSION_NUMBER: "no TLS is spoken there: check the port in the base URL",
  EPROTO: "no TLS is spoken there: check the port in the base URL",
};

/**
 * What to do where the tenant cannot be reached.
 *
 * @param reason Node's code, or the HTTP client's words
 * @param proxy the proxy that was used, if one was
 */
export function reachAdvice(reason: string, proxy: string | undefined): string {
  const known = advices[reason];
  if (proxy === undefined || known === unknownAuthority) return known ?? noConnection;
  const [, status] = /^Proxy response \((\d+)\)/.exec(reason) ?? [];
  if (status === "407") {
    return `the proxy ${proxy} wants a user and a password: HTTPS_PROXY=http://USER:PASSWORD@${proxy}`;
  }
  if (status !== undefined) {
    return `the proxy ${proxy} refuses the tenant's host (HTTP ${status}): ask for its permission`;
  }
  return known === undefined || known === noName || known === nothingListens
    ? `check HTTPS_PROXY and that the proxy ${proxy} runs, or name the tenant's host in NO_PROXY`
    : known;
}
