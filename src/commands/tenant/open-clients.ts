import { randomUUID } from "node:crypto";
import { openConnections } from "../../api/http/connections.ts";
import type { ApiVersion } from "../../api/http/paths.ts";
import { proxyTo, readProxies } from "../../api/http/proxies.ts";
import { createTenant, type Tenant } from "../../api/tenant.ts";
import { type Client, createClient } from "../../client/client.ts";
import { type BudgetAddress, budgetServerText } from "../../client/fleet/budget-address.ts";
import type { FleetSharing } from "../../client/fleet/fleet-sharing.ts";
import { lossText } from "../../client/fleet/loss.ts";
import { createFolderEntryStore } from "../../client/sharing/folder-entry-store.ts";
import { createSharing, type Sharing, unshared } from "../../client/sharing/sharing.ts";
import type { Host } from "../../process/host.ts";
import { budgetPasswordVariable } from "../../system/environment.ts";
import { UsageError } from "../../system/usage-error.ts";
import { findTenant, tenantConfig } from "../../tenant-config/find-tenant.ts";
import { readSelection, type TenantFlags } from "../../tenant-config/selection.ts";
import { safeText } from "../../text/safe-text.ts";
import { configWorld } from "./config-world.ts";
import { requestLog } from "./request-log.ts";

/** Which tenant to call, and how. */
export interface LookUpOptions extends TenantFlags {
  readonly apiVersion: ApiVersion;
  /** Of the server by which the budget is shared with watchers on other computers. */
  readonly budget?: BudgetAddress;
  /** Milliseconds from the command's start; undefined for no limit. */
  readonly timeout?: number;
  /** Whether each request is logged to stderr. */
  readonly verbose: boolean;
}

/** A client, with what stands in front of its ids, if anything does. */
export interface NamedClient {
  readonly name: string | undefined;
  readonly client: Client;
}

/** One at least; look-ups go to the first. */
export type NamedClients = readonly [NamedClient, ...NamedClient[]];

/** What stands in front of ids, each once; undefined for nothing. */
export type TenantNames = readonly [string | undefined, ...(string | undefined)[]];

/** It shares its budget with other processes until it is closed. */
export interface OpenClient extends NamedClient {
  readonly close: () => void;
}

/** Throws UsageError, also where two of the names are one tenant, whose budget would be two. */
export async function openClients(
  options: LookUpOptions,
  names: TenantNames,
  host: Host,
): Promise<readonly [OpenClient, ...OpenClient[]]> {
  // It takes a while, as finding a tenant does.
  const loading = loadSharing(options, host);
  loading.catch(() => undefined);
  const tenants: { readonly name: string | undefined; readonly tenant: Tenant }[] = [];
  for (const name of names) {
    // A keyring may ask its user for a password.
    const tenant = await openTenant(options, name, names.length > 1, host);
    const same = tenants.find((one) => one.tenant.host === tenant.host);
    if (same) {
      const [one, other] = [same.name, name].map((text) =>
        text === undefined ? "ids without a tenant" : `ids of ${text}:`,
      );
      throw new UsageError(`${one} and ${other} are both at ${tenant.host}; write them all alike`);
    }
    tenants.push({ name, tenant });
  }
  const sharingOf = await loading;
  const fleets: FleetSharing[] = [];
  // Only once all of them are known, since each of these has to be closed again.
  const [first, ...others] = tenants.map(({ name, tenant }): OpenClient => {
    const { clock, random, lifetime } = host;
    const sharing = sharingOf(tenant.budgetKey);
    const client = createClient(tenant, { clock, random, sharing, signal: lifetime.signal });
    sayUnshared(sharing, host);
    if (isFleet(sharing)) fleets.push(sharing);
    const stopHurrying = host.onHaste(() => sharing.close());
    const close = () => {
      sharing.close();
      stopHurrying();
    };
    return { name, client, close };
  });
  if (!first) throw new TypeError("no client without a name, be it undefined");
  try {
    await Promise.all(fleets.map((fleet) => checkFleet(fleet, options, host)));
  } catch (error) {
    for (const { client, close } of [first, ...others]) {
      client.stop();
      close();
    }
    throw error;
  }
  return [first, ...others];
}

type SharingOf = (key: string) => Sharing | FleetSharing;

/** By a budget server, else with the other processes of this computer. */
async function loadSharing({ budget }: LookUpOptions, host: Host): Promise<SharingOf> {
  const { clock, random, sharedFolder, env } = host;
  if (budget) {
    const { loadFleets } = await import("../../client/fleet/open-fleet.ts");
    const password = env[budgetPasswordVariable] ?? "";
    return (await loadFleets({ address: budget, password }, clock, random)).open;
  }
  if (!sharedFolder) return () => unshared;
  return (key) => createSharing(createFolderEntryStore(sharedFolder), key, randomUUID(), clock);
}

function isFleet(sharing: Sharing | FleetSharing): sharing is FleetSharing {
  return "opened" in sharing;
}

/**
 * Waits for the first contact, before which no request may leave. Throws UsageError where the budget
 * server refuses; says on stderr where it is out of reach.
 */
async function checkFleet(
  fleet: FleetSharing,
  { budget }: LookUpOptions,
  { stderr }: Host,
): Promise<void> {
  const loss = await fleet.opened;
  if (!loss || !budget) return;
  const text = `budget server ${safeText(budgetServerText(budget))}: ${lossText(loss)}`;
  if (loss.isRefusal) throw new UsageError(text);
  stderr.write(`aggwatch: ${text}; 1 request per 10s until it can be reached
`);
}

/** Finds the tenant that the user means; what is to know of the configuration goes to stderr. */
async function openTenant(
  { apiVersion, verbose, ...flags }: LookUpOptions,
  name: string | undefined,
  isOneOfSeveral: boolean,
  host: Host,
): Promise<Tenant> {
  const proxies = readProxies(host.env);
  const connections = openConnections(proxies);
  const finding = await findTenant(readSelection(flags, name, isOneOfSeveral), configWorld(host));
  for (const warning of finding.warnings) host.stderr.write(`aggwatch: ${warning}\n`);
  const { baseUrl, credentials, web } = tenantConfig(finding);
  const traced = verbose
    ? await requestLog(host.stderr, isOneOfSeveral ? baseUrl.host : undefined)
    : undefined;
  const followed = host.observer?.follows(connections.fetch) ?? connections.fetch;
  const deps = {
    clock: host.clock,
    ...connections,
    fetch: followed,
    proxy: proxyTo(baseUrl, proxies),
    traced,
  };
  const tenant = { ...createTenant(baseUrl, credentials, deps, apiVersion), web };
  // The first request waits for it; what it cannot do, that reports.
  tenant.ready().catch(() => undefined);
  return tenant;
}

/** Says on stderr why a budget could not be shared, which the client's first look has shown. */
function sayUnshared(sharing: Sharing, { stderr }: Host): void {
  const problem = sharing.problem();
  if (problem === undefined) return;
  stderr.write(
    "aggwatch: the request budget is not shared with other watchers on this computer: " +
      `${safeText(problem)}; XDG_RUNTIME_DIR may name a folder of your own\n`,
  );
}
