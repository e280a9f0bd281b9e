/** The origin of a tenant's web UI: `https://acme.identitynow.com`. */
export type WebOrigin = `https://${string}`;

/** Where the API's host alone says it. For FedRAMP tenants public sources name different hosts. */
const apiHosts = /^([a-z\d-]+)\.api\.(identitynow(?:-demo)?\.com)$/;
/** Hexadecimal or a UUID: nothing that could lead elsewhere in an address. */
const sourceIds = /^[\w-]{1,64}$/;

/** The origin of an address as SailPoint's CLI keeps it; undefined unless it is an https address. */
export function readWebOrigin(text: string): WebOrigin | undefined {
  const url = URL.parse(text);
  const isSafe = url?.protocol === "https:" && url.username === "" && url.password === "";
  return isSafe ? `https://${url.host}` : undefined;
}

/** What is known of where a tenant's web UI is. */
export interface WebPlace {
  /** The API's host, with a port if it has one. */
  readonly host: string;
  /** What the configuration says, which comes first. */
  readonly web?: WebOrigin | undefined;
}

export function webOriginOf({ host, web }: WebPlace): WebOrigin | undefined {
  if (web !== undefined) return web;
  const [, tenant, domain] = apiHosts.exec(host) ?? [];
  return tenant === undefined ? undefined : `https://${tenant}.${domain}`;
}

/** The page of a source in the web UI; undefined where its place or the source is not known. */
export function sourceAddress(
  place: WebPlace,
  sourceId: string | undefined,
): `https://${string}` | undefined {
  const origin = webOriginOf(place);
  if (origin === undefined || !sourceIds.test(sourceId ?? "")) return undefined;
  return `${origin}/ui/a/admin/connections/sources/${sourceId}`;
}
