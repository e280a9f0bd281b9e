import {
  ApiError,
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../api/errors.ts";
import type { ApiVersion } from "../api/paths.ts";
import { notFoundHint } from "../api/version-check.ts";
import type { TenantFlags } from "../config/selection.ts";
import { exitCode, type LeavingSignal } from "../output/exit-code.ts";
import { type Client, createClient } from "../watch/client.ts";
import type { Host } from "./host.ts";
import { openSharing, tellUnshared } from "./open-sharing.ts";
import { openTenant } from "./open-tenant.ts";

/** Which tenant is asked, and how. */
export interface LookUpOptions extends TenantFlags {
  readonly apiVersion: ApiVersion;
}

/**
 * Does something with a client of the tenant that the user means. What the tenant does not do is
 * said on stderr, with what to do about it. A signal that comes while it looks things up ends it.
 *
 * @param name what stands in front of ids, if anything does
 * @param work is given the client and how to hand the signals over to somebody else
 * @returns what `work` returns, or the exit code of what went wrong
 * @throws UsageError
 */
export async function withClient(
  options: LookUpOptions,
  name: string | undefined,
  host: Host,
  work: (client: Client, handOver: () => void) => Promise<number>,
): Promise<number> {
  const tenant = await openTenant(options, name, host, options.apiVersion);
  const sharing = openSharing(tenant, host);
  const client = createClient(tenant, { clock: host.clock, random: host.random, sharing });
  tellUnshared(sharing, host);
  let signal: LeavingSignal | undefined;
  const handOver = host.onSignal((one) => {
    signal = one;
    client.stop();
  });
  try {
    return await work(client, handOver);
  } catch (error) {
    if (signal !== undefined) return exitCode({ by: "signal", signal }, [], false);
    if (!(error instanceof ApiError)) throw error;
    const { code, text } = whatToDo(error, client);
    const id = error.requestId === undefined ? "" : ` (request id ${error.requestId})`;
    host.stderr.write(`aggwatch: ${text}${id}\n`);
    return code;
  } finally {
    handOver();
    client.stop();
    await sharing.close();
  }
}

/** The exit codes are those of a watch: 4 for who asks, 1 for what is asked, 3 for no answer. */
function whatToDo(
  error: ApiError,
  { tenant }: Client,
): { readonly code: number; readonly text: string } {
  const { host, version } = tenant;
  if (error instanceof SignInRefusedError) return { code: 4, text: error.message };
  if (error instanceof UnauthorizedError) {
    const text = `${host} refuses the token that it has just given; aggwatch doctor tells more`;
    return { code: 4, text };
  }
  if (error instanceof RefusedError && error.status === 403) {
    const text =
      `${host} does not let this user look that up (403): it takes ORG_ADMIN, SOURCE_ADMIN or ` +
      "SOURCE_SUBADMIN, and a personal access token with sp:scopes:all, or with " +
      "idn:sources:read, idn:sources:manage and idn:task-management:read";
    return { code: 4, text };
  }
  if (error instanceof RefusedError) {
    return { code: 1, text: `${host} refuses that (HTTP ${error.status}): ${error.message}` };
  }
  if (error instanceof NotFoundError) {
    const hint = notFoundHint(error, version) ?? error.message;
    return { code: 3, text: `${host} does not know that (404): ${hint}` };
  }
  if (error instanceof TransientError) {
    return {
      code: 3,
      text: `no answer from ${host}: ${error.message}; try again, or aggwatch doctor`,
    };
  }
  return { code: 3, text: error.message };
}
