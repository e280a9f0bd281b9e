import { ApiError } from "../api/errors.ts";
import { exitCode, type LeavingSignal } from "../output/exit-code.ts";
import type { Client } from "../watch/client.ts";
import type { Host } from "./host.ts";
import { failureLine } from "./look-up-failure.ts";
import {
  type LookUpOptions,
  type NamedClients,
  openClients,
  type TenantNames,
} from "./open-clients.ts";
import { tellDelays } from "./tell-delays.ts";
import { inTime, onTimeOver, type TimeLimit } from "./time-limit.ts";

/**
 * Does something with a client of the tenant that the user means. What the tenant does not do is
 * said on stderr, with what to do about it, and so is all that holds a look-up up. A signal that
 * comes while it looks things up ends it.
 *
 * @param name what stands in front of ids, if anything does
 * @param work is given the client and how to hand signals, time limit and delays over to a session, which
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

/** The same with several tenants at once, a client for each name. */
export async function withClients(
  options: LookUpOptions,
  names: TenantNames,
  host: Host,
  work: (clients: NamedClients, handOver: () => () => void) => Promise<number>,
  limit?: TimeLimit,
): Promise<number> {
  const clients = await inTime(limit, openClients(options, names, host));
  const stopAll = () => {
    for (const { client } of clients) client.stop();
  };
  let signal: LeavingSignal | undefined;
  const listen = () => [
    host.onSignal((one) => {
      signal = one;
      stopAll();
    }),
    onTimeOver(limit, stopAll),
    ...clients.map(({ client }) => tellDelays(client, host, limit)),
  ];
  let stops = listen();
  const handOver = () => {
    for (const stop of stops) stop();
    return () => void (stops = listen());
  };
  const isLeft = () => signal !== undefined || limit?.signal.aborted === true;
  try {
    return await work(clients, handOver).catch(async (error: unknown) => {
      if (isLeft() || !(error instanceof ApiError)) throw error;
      return sayFailure(error, clients[0].client, host);
    });
  } catch (error) {
    // What is under way then fails because the clients are stopped.
    if (signal !== undefined) return exitCode({ by: "signal", signal }, [], false);
    limit?.signal.throwIfAborted();
    throw error;
  } finally {
    handOver();
    stopAll();
    await Promise.all(clients.map(({ close }) => close()));
  }
}

async function sayFailure(error: ApiError, client: Client, { stderr }: Host): Promise<number> {
  const { code, line } = await failureLine(error, client);
  stderr.write(`aggwatch: ${line}\n`);
  return code;
}
