import type { WatchedId } from "../watch/model/watch.ts";
import { cutEnd, cutMiddle } from "../text/columns.ts";

/**
 * What an id is called: the user's label, else the id itself; after its tenant, where it has one,
 * and after what it is watched for, where that is only to start another one at its end.
 */
export function watchName({ id, label, tenant, isAwaited }: WatchedId): string {
  return `${isAwaited ? "awaiting " : ""}${prefixOf(tenant)}${label ?? id}`;
}

/**
 * The name in at most `columns`: labels are cut at their end, ids in the middle. After a name that
 * is written from right to left an invisible mark (LRM, of the Unicode bidirectional algorithm)
 * keeps the numbers that follow it where they belong, in terminals that know both directions.
 */
export function fittedName(watched: WatchedId, columns: number): string {
  const whole = watchName(watched);
  const name = watched.label === undefined ? cutMiddle(whole, columns) : cutEnd(whole, columns);
  return rightToLeft.test(name) ? `${name}\u200E` : name;
}

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

function prefixOf(tenant: string | undefined): string {
  return tenant === undefined ? "" : `${tenant}:`;
}

const apiHosts = /^([^.]+)\.api\.(?:identitynow(?:-demo)?\.com|saas\.sailpointfedramp\.com)$/;

/** A tenant's name, as its administrators know it: `acme` of `acme.api.identitynow.com`. */
export function tenantName(host: string): string {
  return apiHosts.exec(host)?.[1] ?? host;
}
