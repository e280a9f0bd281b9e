import type { ApiVersion } from "../api/paths.ts";
import type { TenantFlags } from "../config/selection.ts";
import { UsageError } from "../config/usage-error.ts";
import { type Client, createClient } from "../watch/client.ts";
import type { Host } from "./host.ts";
import { openSharing, tellUnshared } from "./open-sharing.ts";
import { openTenant } from "./open-tenant.ts";

/** Which tenant is asked, and how. */
export interface LookUpOptions extends TenantFlags {
  readonly apiVersion: ApiVersion;
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
  const open = async (name: string | undefined): Promise<OpenClient> => {
    // Where there are several, the flags say which tenant the ids without a name are of.
    const flags = names.length > 1 && name !== undefined ? {} : options;
    const tenant = await openTenant(flags, name, host, options.apiVersion);
    const sharing = openSharing(tenant, host);
    const client = createClient(tenant, { clock: host.clock, random: host.random, sharing });
    tellUnshared(sharing, host);
    return { name, client, close: () => sharing.close() };
  };
  const [first, ...others] = names;
  const clients = [await open(first)] as [OpenClient, ...OpenClient[]];
  for (const name of others) {
    // One after the other: a keyring may ask its user for a password.
    // oxlint-disable-next-line no-await-in-loop
    const next = await open(name);
    const same = clients.find(({ client }) => client.tenant.host === next.client.tenant.host);
    if (same) {
      const [one, other] = [same.name, next.name].map((text) =>
        text === undefined ? "ids without a tenant" : `ids of ${text}:`,
      );
      throw new UsageError(
        `${one} and ${other} are both at ${next.client.tenant.host}; write them all alike`,
      );
    }
    clients.push(next);
  }
  return clients;
}
