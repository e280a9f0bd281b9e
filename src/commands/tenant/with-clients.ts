import { isApiError } from "../../api/http/errors.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Host } from "../../process/host.ts";
import { failureLine } from "./look-up-failure.ts";
import {
  type LookUpOptions,
  type NamedClients,
  openClients,
  type TenantNames,
} from "./open-clients.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { reportDelays } from "./report-delays.ts";

/** Does some work whose delays are shown elsewhere, as on the screen of a session. */
export type Unannounced = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Does something with a client for each name. What a tenant refuses and what delays a look-up is
 * said on stderr; an ApiError becomes the outcome.
 */
export async function withClients(
  options: LookUpOptions,
  names: TenantNames,
  host: Host,
  work: (clients: NamedClients, unannounced: Unannounced) => Promise<Outcome>,
): Promise<Outcome> {
  const { signal } = host.lifetime;
  const clients = await unlessAborted(openClients(options, names, host), signal);
  const announce = () => clients.map(({ client }) => reportDelays(client, host, options.timeout));
  let stops = announce();
  const stopAnnouncing = () => {
    for (const stop of stops) stop();
  };
  const unannounced: Unannounced = async (quietly) => {
    stopAnnouncing();
    return quietly().finally(() => (stops = announce()));
  };
  try {
    return await work(clients, unannounced);
  } catch (error) {
    if (signal.aborted || !isApiError(error)) throw error;
    const { code, line } = await failureLine(error, clients[0].client);
    host.stderr.write(`aggwatch: ${line}\n`);
    return nothingWatched(code);
  } finally {
    stopAnnouncing();
    for (const { client, close } of clients) {
      client.stop();
      close();
    }
  }
}
