import { isApiError } from "../../api/http/errors.ts";
import { knowsVersion, unknownVersionText } from "../../api/endpoints/version-check.ts";
import type { Client } from "../../client/client.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Host } from "../../process/host.ts";
import type { NamedClients } from "./open-clients.ts";

/** Asks whether the tenant lacks its API version; undefined if not, or without an answer. */
export async function unknownVersion({ api, tenant }: Client): Promise<string | undefined> {
  try {
    return (await knowsVersion(api)) ? undefined : unknownVersionText(tenant.version);
  } catch (error) {
    if (isApiError(error)) return undefined;
    throw error;
  }
}

/** Says on stderr which tenants lack the API version, where a 404 of a watch may mean that. */
export async function reportUnknownVersions(
  watches: readonly Watch[],
  clients: NamedClients,
  { stderr }: Pick<Host, "stderr">,
): Promise<void> {
  const doubtful = watches.filter(
    ({ ending }) => ending?.kind === "NOT_FOUND" && ending.hint !== undefined,
  );
  for (const { name, client } of clients) {
    const isOnly = clients.length === 1;
    const isDoubtful = doubtful.some(({ tenant }) => isOnly || tenant === name);
    const text = isDoubtful && (await unknownVersion(client));
    if (text) stderr.write(`aggwatch: ${client.tenant.host}: ${text}\n`);
  }
}
