import {
  ApiError,
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../api/errors.ts";
import type { ApiVersion } from "../api/paths.ts";
import { knowsVersion, unknownVersionText } from "../api/version-check.ts";
import type { TenantFlags } from "../config/selection.ts";
import { UsageError } from "../config/usage-error.ts";
import { exitCode, type LeavingSignal } from "../output/exit-code.ts";
import { type Client, createClient } from "../watch/client.ts";
import type { Host } from "./host.ts";
import { openSharing, tellUnshared } from "./open-sharing.ts";
import { openTenant } from "./open-tenant.ts";
import { inTime, onTimeOver, type TimeLimit } from "./time-limit.ts";

/** Which tenant is asked, and how. */
export interface LookUpOptions extends TenantFlags {
  readonly apiVersion: ApiVersion;
}

/**
 * Does something with a client of the tenant that the user means. What the tenant does not do is
 * said on stderr, with what to do about it. A signal that comes while it looks things up ends it.
 *
 * @param name what stands in front of ids, if anything does
 * @param work is given the client and how to hand signals and time limit over to somebody else, who
 *   gives them back by what that returns
 * @param limit after which a look-up is given up
 * @returns what `work` returns, or the exit code of what went wrong
 * @throws UsageError
 */
export function withClient(
  options: LookUpOptions,
  name: string | undefined,
  host: Host,
  work: (client: Client, handOver: () => () => void) => Promise<number>,
  limit?: TimeLimit,
): Promise<number> {
  return withClients(
    options,
    [name],
    host,
    ([{ client }], handOver) => work(client, handOver),
    limit,
  );
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

/** The same with several tenants at once, a client for each name. */
export async function withClients(
  options: LookUpOptions,
  names: TenantNames,
  host: Host,
  work: (clients: NamedClients, handOver: () => () => void) => Promise<number>,
  limit?: TimeLimit,
): Promise<number> {
  const clients = await inTime(limit, openClients(options, names, host));
  const [{ client }] = clients;
  const stopAll = () => {
    for (const one of clients) one.client.stop();
  };
  let signal: LeavingSignal | undefined;
  const listen = () => [
    host.onSignal((one) => {
      signal = one;
      stopAll();
    }),
    onTimeOver(limit, stopAll),
  ];
  let stops = listen();
  const handOver = () => {
    for (const stop of stops) stop();
    return () => void (stops = listen());
  };
  try {
    return await work(clients, handOver);
  } catch (error) {
    limit?.signal.throwIfAborted();
    if (signal !== undefined) return exitCode({ by: "signal", signal }, [], false);
    if (!(error instanceof ApiError)) throw error;
    const { code, text } = await whatToDo(error, client);
    // What is said of a sign-in names it already.
    const { requestId = "" } = error;
    const id = requestId === "" || text.includes(requestId) ? "" : ` (request id ${requestId})`;
    host.stderr.write(`aggwatch: ${text}${id}\n`);
    return code;
  } finally {
    handOver();
    stopAll();
    await Promise.all(clients.map(({ close }) => close()));
  }
}

interface OpenClient extends NamedClient {
  /** Gives its part of the shared budget back. */
  readonly close: () => Promise<void>;
}

/** @throws UsageError also where two of the names are one tenant, whose budget would be two */
async function openClients(
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

/** The exit codes are those of a watch: 4 for who asks, 1 for what is asked, 3 for no answer. */
async function whatToDo(
  error: ApiError,
  client: Client,
): Promise<{ readonly code: number; readonly text: string }> {
  const { host } = client.tenant;
  if (error instanceof SignInRefusedError) return { code: 4, text: error.message };
  if (error instanceof UnauthorizedError) {
    const text = `${host} refuses the token that it has just given; aggwatch doctor tells more`;
    return { code: 4, text };
  }
  if (error instanceof RefusedError && error.status === 403) {
    const needed =
      "it takes ORG_ADMIN, SOURCE_ADMIN or SOURCE_SUBADMIN, and a personal access token with " +
      "sp:scopes:all, or with idn:sources:read, idn:sources:manage and idn:task-management:read";
    const text = `${host} does not let this user look that up (403): ${error.advice ?? needed}`;
    return { code: 4, text };
  }
  if (error instanceof RefusedError) {
    return { code: 1, text: `${host} refuses that (HTTP ${error.status}): ${error.message}` };
  }
  if (error instanceof NotFoundError) {
    const hint = error.hint === undefined ? error.message : await versionText(client);
    return { code: 3, text: `${host} does not know that (404): ${hint ?? error.hint}` };
  }
  if (error instanceof TransientError) {
    return {
      code: 3,
      text: `no answer from ${host}: ${error.message}; try again, or aggwatch doctor`,
    };
  }
  return { code: 3, text: error.message };
}

/**
 * What to tell whoever chose an API version that the tenant does not know, which is asked for that.
 *
 * @returns undefined where it knows the version, or does not answer
 */
export async function versionText({ api, tenant }: Client): Promise<string | undefined> {
  try {
    return (await knowsVersion(api)) ? undefined : unknownVersionText(tenant.version);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
