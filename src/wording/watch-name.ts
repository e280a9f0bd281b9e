import { kindOf, type WatchedId } from "../watch/model/watch.ts";
import { kindLooks } from "./kinds.ts";
import { cutEnd, cutMiddle, width } from "../text/columns.ts";

/**
 * `Workday HR`, `acme:Workday HR`, `awaiting Workday HR`, `Workday HR (entitlements)`; the id if there
 * is no label.
 */
export function watchName(watched: WatchedId): string {
  return `${nameWithoutKind(watched)}${kindTails(watched)[0] ?? ""}`;
}

function nameWithoutKind({ id, label, tenant, isAwaited }: WatchedId): string {
  const prefix = tenant === undefined ? "" : `${tenant}:`;
  return `${isAwaited ? "awaiting " : ""}${prefix}${label ?? id}`;
}

function kindTails(watched: WatchedId): readonly string[] {
  return kindLooks[kindOf(watched)].tails;
}

/** With less left for the name, it matters more than the kind. */
const leastName = 6;

/**
 * The name in at most `columns`: labels are cut at the end, ids in the middle. `tail` tells it from
 * equal ones and stays whole. After a
 * right-to-left name an invisible mark (LRM of the Unicode bidirectional algorithm) keeps the
 * numbers that follow in place, in terminals that support both directions.
 */
export function fittedName(watched: WatchedId, columns: number, tail = ""): string {
  const whole = nameWithoutKind(watched);
  const ownRoom = tail === "" ? columns : columns - width(tail) - 1;
  const kind =
    kindTails(watched).find((text) => width(whole) + text.length <= ownRoom) ??
    kindTails(watched).findLast((text) => text.length + leastName <= ownRoom) ??
    "";
  const room = ownRoom - kind.length;
  const cut = watched.label === undefined ? cutMiddle(whole, room) : cutEnd(whole, room);
  const name = `${cut}${kind}`;
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
