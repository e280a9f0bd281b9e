import { UsageError } from "../../system/usage-error.ts";
import { type GivenId, withoutRepetitions } from "../../ids/given-id.ts";
import { isUsualId } from "../../ids/id-form.ts";
import { atOwnHosts } from "../../ids/own-hosts.ts";
import { readIds } from "../../ids/read-ids.ts";
import { tenantName } from "../../wording/watch-name.ts";
import type { ClientState, Snapshot } from "../../watch/model/snapshot.ts";
import type { WatchedId } from "../../watch/model/watch.ts";

/**
 * Reads typed or pasted ids, in the forms of standard input: those not watched yet, and what to say.
 *
 * @throws UsageError for what is not an id, and for an id of a tenant that is not watched
 */
export function readAdded(
  text: string,
  { watches, clients }: Pick<Snapshot, "watches" | "clients">,
): { readonly ids: readonly WatchedId[]; readonly notice: string | undefined } {
  const tenants = clients.map(({ tenant, host }) => ({ name: tenant, host }));
  const read = atOwnHosts(readIds(text, "prompt").ids, tenants);
  const given = withoutRepetitions(read.map((one) => placed(one, clients)));
  const watched = new Set(watches.map(({ id }) => id));
  const ids = given.filter(({ id }) => !watched.has(id));
  const times = given.length - ids.length;
  const odd = ids.filter(({ id }) => !isUsualId(id)).length;
  const said = [
    ...(times === 0 ? [] : [`${times === 1 ? "1 is" : `${times} are`} watched already`]),
    ...(odd === 0 ? [] : [`${odd === 1 ? "1 does" : `${odd} do`} not look like an aggregation id`]),
  ];
  return { ids, notice: said.length === 0 ? undefined : said.join("; ") };
}

/** With the tenant as the watcher calls it. */
function placed({ id, label, tenant }: GivenId, clients: readonly ClientState[]): WatchedId {
  if (tenant === undefined) return { id, label };
  const names = clients.map((one) => one.tenant ?? tenantName(one.host));
  const client = clients[names.indexOf(tenant)];
  if (client) return { id, label, ...(client.tenant !== undefined && { tenant: client.tenant }) };
  throw new UsageError(
    `${tenant} is not watched here, only ${names.join(", ")}; start aggwatch with its ids too`,
  );
}
