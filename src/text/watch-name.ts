import type { WatchedId } from "../watch/watch.ts";
import { cutEnd, cutMiddle } from "./columns.ts";

/** What an id is called: the user's label, else the id itself. */
export function watchName({ id, label }: WatchedId): string {
  return label ?? id;
}

/** The name in at most `columns`: labels are cut at their end, ids in the middle. */
export function fittedName({ id, label }: WatchedId, columns: number): string {
  return label === undefined ? cutMiddle(id, columns) : cutEnd(label, columns);
}

const apiHosts = /^([^.]+)\.api\.(?:identitynow(?:-demo)?\.com|saas\.sailpointfedramp\.com)$/;

/** A tenant's name, as its administrators know it: `acme` of `acme.api.identitynow.com`. */
export function tenantName(host: string): string {
  return apiHosts.exec(host)?.[1] ?? host;
}
