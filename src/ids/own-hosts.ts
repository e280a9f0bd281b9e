import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";
import type { GivenId } from "./given-id.ts";

export interface AskedTenant {
  readonly name: string | undefined;
  readonly host: string;
}

const webHosts = /^([^.]+)\.(identitynow(?:-demo)?\.com|saas\.sailpointfedramp\.com)$/;

/** Gives ids from addresses to the tenant with that API or web UI; throws UsageError for others. */
export function atOwnHosts(
  ids: readonly GivenId[],
  tenants: readonly AskedTenant[],
): readonly GivenId[] {
  return ids.map((given) => {
    const { id, label, tenant, host } = given;
    if (host === undefined) return given;
    const own = tenants.find(
      (one) => one.host === apiHost(host) && (tenant === undefined || tenant === one.name),
    );
    if (own) return { id, label, ...(own.name !== undefined && { tenant: own.name }) };
    const asked = tenants.map((one) => one.host).join(", ");
    throw new UsageError(
      `${id} is in an address at ${safeText(host)}, but the tenant is ${asked}; ` +
        "to use that other tenant, name it with --base-url, --tenant or --env",
    );
  });
}

function apiHost(host: string): string {
  const [, tenant, domain] = webHosts.exec(host.toLowerCase()) ?? [];
  return tenant === undefined ? host.toLowerCase() : `${tenant}.api.${domain}`;
}
