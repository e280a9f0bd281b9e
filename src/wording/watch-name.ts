import type { WatchedId } from "../watch/model/watch.ts";
import { cutEnd, cutMiddle, width } from "../text/columns.ts";

/** `Workday HR`, `acme:Workday HR`, `awaiting Workday HR`; the id if there is no label. */
export function watchName({ id, label, tenant, isAwaited }: WatchedId): string {
  const prefix = tenant === undefined ? "" : `${tenant}:`;
  return `${isAwaited ? "awaiting " : ""}${prefix}${label ?? id}`;
}

/**
 * The name in at most `columns`: labels are cut at the end, ids in the middle. `tail` tells it from
 * equal ones and stays whole. After a
 * right-to-left name an invisible mark (LRM of the Unicode bidirectional algorithm) keeps the
 * numbers that follow in place, in terminals that support both directions.
 */
export function fittedName(watched: WatchedId, columns: number, tail = ""): string {
  const whole = watchName(watched);
  const room = tail === "" ? columns : columns - width(tail) - 1;
  const name = watched.label === undefined ? cutMiddle(whole, room) : cutEnd(whole, room);
  const marked = rightToLeft.test(name) ? `${name}\u200E` : name;
  return cutEnd([marked, tail].filter(Boolean).join(" "), columns);
}

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

const apiHosts = /^([^.]+)\.api\.(?:identitynow(?:-demo)?\.com|saas\.sailpointfedramp\.com)$/;

/** A tenant's name as its administrators know it: `acme` of `acme.api.identitynow.com`. */
export function tenantName(host: string): string {
  return apiHosts.exec(host)?.[1] ?? host;
}
