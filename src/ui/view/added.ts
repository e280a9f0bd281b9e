import { type GivenId, readIdList } from "../../config/ids.ts";
import { UsageError } from "../../config/usage-error.ts";
import { tenantName } from "../../text/watch-name.ts";
import type { ClientState, Snapshot } from "../../watch/snapshot.ts";
import type { WatchedId } from "../../watch/watch.ts";

/** More ids to watch, as typed. */
export interface Added {
  /** Those that are not watched yet. */
  readonly ids: readonly WatchedId[];
  /** What to say of the others. */
  readonly notice: string | undefined;
}

/**
 * Reads what was typed where more ids are asked for: as on the command line, one a line; without
 * labels several may stand on a line.
 *
 * @throws UsageError also for an id of a tenant that is not watched
 */
export function readAdded(
  text: string,
  { watches, clients }: Pick<Snapshot, "watches" | "clients">,
): Added {
  const given = readIdList(separated(text)).map((one) => placed(one, clients));
  const watched = new Set(watches.map(({ id }) => id));
  const ids = given.filter(({ id }) => !watched.has(id));
  const times = given.length - ids.length;
  const notice =
    times === 0 ? undefined : `${times === 1 ? "1 is" : `${times} are`} watched already`;
  return { ids, notice };
}

/** The id with its tenant as the watcher calls it. */
function placed({ id, label, tenant }: GivenId, clients: readonly ClientState[]): WatchedId {
  if (tenant === undefined) return { id, label };
  const client = clients.find((one) => (one.tenant ?? tenantName(one.host)) === tenant);
  if (client) return { id, label, ...(client.tenant !== undefined && { tenant: client.tenant }) };
  const names = clients.map((one) => one.tenant ?? tenantName(one.host));
  throw new UsageError(
    `${tenant} is not watched here, only ${names.join(", ")}; start aggwatch with its ids too`,
  );
}

function separated(text: string): string {
  return /[={\n]/.test(text) ? text : text.replaceAll(/[\s,]+/g, "\n");
}
