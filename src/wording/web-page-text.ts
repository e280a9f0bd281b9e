import { webOriginOf } from "../api/http/web-address.ts";
import { clientOf, type Snapshot } from "../watch/model/snapshot.ts";
import type { WatchedId } from "../watch/model/watch.ts";
import { watchName } from "./watch-name.ts";

/** Why there is no page of an id's source to open. */
export function noPageText(snapshot: Pick<Snapshot, "clients">, watched: WatchedId): string {
  if (webOriginOf(clientOf(snapshot, watched)) === undefined) {
    return "web address unknown: set tenanturl in SailPoint's CLI";
  }
  return `source of ${watchName(watched)} unknown`;
}
