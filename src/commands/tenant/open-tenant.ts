import { openConnections } from "../../api/http/connections.ts";
import type { ApiVersion } from "../../api/http/paths.ts";
import { createTenant, type Tenant } from "../../api/tenant.ts";
import { findTenant, tenantConfig } from "../../tenant-config/find-tenant.ts";
import { proxyTo, readProxies } from "../../api/http/proxies.ts";
import { readSelection, type TenantFlags } from "../../tenant-config/selection.ts";
import { configWorld } from "./config-world.ts";
import type { Host } from "../../process/host.ts";

/**
 * The tenant that the user means, ready to be asked; stderr has been told what the user ought to
 * know of the configuration.
 *
 * @param name what stands in front of the ids, if anything does
 * @param isOneOfSeveral whether there are tenants beside it
 * @param apiVersion the default one, where none is given
 * @throws UsageError
 */
export async function openTenant(
  flags: TenantFlags,
  name: string | undefined,
  isOneOfSeveral: boolean,
  host: Host,
  apiVersion?: ApiVersion,
): Promise<Tenant> {
  const proxies = readProxies(host.env);
  const connections = openConnections(proxies);
  const finding = await findTenant(readSelection(flags, name, isOneOfSeveral), configWorld(host));
  for (const warning of finding.warnings) host.stderr.write(`aggwatch: ${warning}\n`);
  const { baseUrl, credentials } = tenantConfig(finding);
  const deps = { clock: host.clock, ...connections, proxy: proxyTo(baseUrl, proxies) };
  return createTenant(baseUrl, credentials, deps, apiVersion);
}
