import { idOf, usualIds } from "./id-form.ts";

export interface Address {
  readonly start: number;
  readonly end: number;
  /** With its port. */
  readonly host: string;
  readonly id: string | undefined;
  /** Only the id of something else, such as a source. */
  readonly otherId: string | undefined;
}

/** With a scheme, or a host with a dot and a path. */
const addresses =
  /(?:https?:\/\/|(?<![\w.@/\\-])(?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?\/)[^\s<>"'`|\\^{}()[\],;“”‘’«»]*/gi;
/** What comes before the id of an aggregation or its task in the API's paths. */
const ofAggregation = /(?:account-aggregations|task-status|task-results?)\/(?:v\d+\/)?([^/?#]+)/i;
const pathOfOther =
  /(?:sources?|identities|accounts|entitlements|roles|access-profiles|workflows|users)\/(?:v\d+\/)?$/i;
const fieldOfOther =
  /(?:source|client|identity|account|request|user)[-_]?id["']?\s*(?:=|:|eq)\s*["']?$/i;

export function addressesIn(text: string): readonly Address[] {
  return Array.from(text.matchAll(addresses), (match) => {
    const [whole] = match;
    const given = whole.replace(/[.:!?]+$/, "");
    const url = URL.parse(/^https?:/i.test(given) ? given : `https://${given}`);
    const at = { start: match.index, end: match.index + given.length };
    if (!url) return { ...at, host: "", id: undefined, otherId: undefined };
    return { ...at, host: url.host, ...idIn(decoded(url.pathname + url.search + url.hash)) };
  });
}

export function isPathOfOther(before: string): boolean {
  return pathOfOther.test(before.slice(-80));
}

function idIn(path: string): Pick<Address, "id" | "otherId"> {
  const [, named = ""] = ofAggregation.exec(path) ?? [];
  const id = idOf(named);
  if (id !== undefined) return { id, otherId: undefined };
  const all = Array.from(path.matchAll(usualIds));
  const own = all.find(({ index }) => {
    const before = path.slice(Math.max(0, index - 80), index);
    return !isPathOfOther(before) && !fieldOfOther.test(before);
  });
  return { id: own?.[0].toLowerCase(), otherId: all[0]?.[0].toLowerCase() };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
