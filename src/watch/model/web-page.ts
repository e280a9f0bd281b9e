import { sourceAddress } from "../../api/http/web-address.ts";
import { clientOf, type Snapshot } from "./snapshot.ts";
import type { WatchedId } from "./watch.ts";

/** The page of an id's source in the tenant's web UI; undefined where that is not known. */
export function webPageOf(snapshot: Pick<Snapshot, "clients">, watched: WatchedId) {
  return sourceAddress(clientOf(snapshot, watched), watched.sourceId);
}
