import type { Usual } from "../history/usual.ts";
import type { Moment } from "../watch/model/moment.ts";
import { clientOf, type Snapshot } from "../watch/model/snapshot.ts";
import { jsonDocument } from "./json-document.ts";
import { lineOf } from "./ndjson/line-object.ts";
import { stateObject } from "./ndjson/state-object.ts";

/** What `status` writes as JSON: an object of the only id, an array of several, or a line each. */
export function statusJson(
  form: "json" | "ndjson",
  snapshot: Pick<Snapshot, "watches" | "clients">,
  usuals: ReadonlyMap<string, Usual>,
  now: Moment,
  isStrict: boolean,
): readonly string[] {
  const objects = snapshot.watches.map((watch) =>
    stateObject(watch, now, clientOf(snapshot, watch), usuals.get(watch.id), isStrict),
  );
  if (form === "ndjson") return objects.map(lineOf);
  return [jsonDocument(objects.length === 1 ? objects[0] : objects)];
}
