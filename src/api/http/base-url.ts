import { isIP } from "node:net";
import { safeText } from "../../text/safe-text.ts";
import { UsageError } from "../../system/usage-error.ts";

const example = "https://acme.api.identitynow.com";
const webAddresses = /^([^.]+)\.(identitynow(?:-demo)?\.com)$/;
const versionPath = /^\/(?:v\d+|beta)\/?$/;

/**
 * Reads the address of a tenant's API. `http:` is refused except to this computer, since the
 * client secret goes there. A version path, which SailPoint's own tools have people write, is
 * taken off.
 *
 * @param text with or without a slash at its end
 * @returns an URL whose path ends with a slash
 * @throws UsageError
 */
export function readBaseUrl(text: string): URL {
  const shown = withoutPassword(text);
  if (!URL.canParse(text)) {
    throw new UsageError(`the base URL "${shown}" is no URL; it looks like ${example}`);
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new UsageError(`the base URL "${shown}" must begin with https://, as ${example}`);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new UsageError(
      `the base URL "${shown}" would send the client secret unencrypted; use https://${url.host}`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new UsageError("the base URL must not contain a user name or password");
  }
  const [, tenant, domain] = webAddresses.exec(url.hostname) ?? [];
  if (tenant !== undefined) {
    throw new UsageError(
      `the base URL "${shown}" is a web address; the API is at https://${tenant}.api.${domain}`,
    );
  }
  url.search = "";
  url.hash = "";
  if (versionPath.test(url.pathname)) url.pathname = "/";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/**
 * The address of a tenant's API by the tenant's name, for the tenants of identitynow.com.
 *
 * @throws UsageError
 */
export function tenantUrl(name: string): URL {
  if (/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(name)) {
    return new URL(`https://${name.toLowerCase()}.api.identitynow.com/`);
  }
  throw new UsageError(
    `"${withoutPassword(name)}" is no tenant's name; give the acme of ${example}, or a whole address ` +
      "with --base-url",
  );
}

/**
 * Whoever writes a password into an address must not find it in a log. Where it has characters that
 * must not stand there, such as a slash, only the last `@` tells where it ends.
 */
function withoutPassword(text: string): string {
  return safeText(text.replace(/^(\s*[a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1…@"));
}

/** Whether that is this computer; `[::1]` as a URL has it. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, "");
  if (isIP(name) === 4) return name.startsWith("127.");
  return name === "localhost" || name === "::1";
}
