import { isIP } from "node:net";
import { safeText } from "../../text/safe-text.ts";
import { UsageError } from "../../system/usage-error.ts";

const example = "https://acme.api.identitynow.com";
const webAddresses = /^([^.]+)\.(identitynow(?:-demo)?\.com)$/;
const versionPath = /^\/(?:v\d+|beta)\/?$/;

/**
 * With a slash at its end; throws UsageError. `http:` is refused except to this computer, since the
 * client secret is sent there. A version path, which SailPoint's own tools ask for, is removed.
 */
export function readBaseUrl(text: string): URL {
  const shown = withoutPassword(text);
  if (!URL.canParse(text)) {
    throw new UsageError(`the base URL "${shown}" is not a URL; it looks like ${example}`);
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

/** The same by name, for the tenants of identitynow.com. */
export function tenantUrl(name: string): URL {
  if (/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(name)) {
    return new URL(`https://${name.toLowerCase()}.api.identitynow.com/`);
  }
  throw new UsageError(
    `"${withoutPassword(name)}" is not a tenant name; for ${example} it is acme; give a whole address ` +
      "with --base-url",
  );
}

/** For logs. A password with an invalid character, such as a slash, ends only at the last `@`. */
function withoutPassword(text: string): string {
  return safeText(text.replace(/^(\s*[a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1…@"));
}

/** Whether it is this computer; IPv6 also as in a URL, `[::1]`. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, "");
  if (isIP(name) === 4) return name.startsWith("127.");
  return name === "localhost" || name === "::1";
}
