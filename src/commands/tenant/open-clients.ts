import type { ApiVersion } from "../../api/http/paths.ts";
import type { TenantFlags } from "../../tenant-config/selection.ts";
import type { Tenant } from "../../api/tenant.ts";
import { UsageError } from "../../system/usage-error.ts";
import { type Client, createClient } from "../../client/client.ts";
import type { Host } from "../../process/host.ts";
import { sleepSync } from "../../process/sleep-sync.ts";
import { openSharing, tellUnshared } from "./open-sharing.ts";
import { openTenant } from "./open-tenant.ts";

/** Which tenant is asked, and how. */
export interface LookUpOptions extends TenantFlags {
  readonly apiVersion: ApiVersion;
  /** Milliseconds from the command's start; undefined for as long as it takes. */
  readonly timeout?: number;
}

/** A client, and what stands in front of its ids, if anything does. */
export interface NamedClient {
  readonly name: string | undefined;
  readonly client: Client;
}

/** One at least; what is looked up, is looked up in the first. */
export type NamedClients = readonly [NamedClient, ...NamedClient[]];

/** What stands in front of ids, each once; undefined for nothing. */
export type TenantNames = readonly [string | undefined, ...(string | undefined)[]];

/** A client that shares its budget with other processes. */
export interface OpenClient extends NamedClient {
  /** Gives its part of the shared budget back. */
  readonly close: () => Promise<void>;
}

/**
 * A client for each name, ready to be asked.
 *
 * @throws UsageError, also where two of the names are one tenant, whose budget would be two
 */
export async function openClients(
  options: LookUpOptions,
  names: TenantNames,
  host: Host,
): Promise<readonly [OpenClient, ...OpenClient[]]> {
  const tenants: { readonly name: string | undefined; readonly tenant: Tenant }[] = [];
  for (const name of names) {
    // One after the other: a keyring may ask its user for a password.
    // oxlint-disable-next-line no-await-in-loop
    const tenant = await openTenant(options, name, names.length > 1, host, options.apiVersion);
    const same = tenants.find((one) => one.tenant.host === tenant.host);
    if (same) {
      const [one, other] = [same.name, name].map((text) =>
        text === undefined ? "ids without a tenant" : `ids of ${text}:`,
      );
      throw new UsageError(`${one} and ${other} are both at ${tenant.host}; write them all alike`);
    }
    tenants.push({ name, tenant });
  }
  // Only once all of them are known, since each of these has to be closed again.
  const [first, ...others] = tenants.map(({ name, tenant }): OpenClient => {
    const sharing = openSharing(tenant, host);
    const client = createClient(tenant, {
      clock: host.clock,
      random: host.random,
      sharing,
      signal: host.lifetime.signal,
    });
    tellUnshared(sharing, host);
    const stopHurrying = host.onHaste(() => sharing.closeNow(sleepSync));
    const close = () => sharing.close().finally(stopHurrying);
    return { name, client, close };
  });
  if (!first) throw new TypeError("no client without a name, be it undefined");
  return [first, ...others];
}
