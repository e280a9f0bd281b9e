import type { Api } from "../http/api.ts";
import { isApiError, isForbidden } from "../http/errors.ts";
import { unreadable } from "../http/failure.ts";
import { type Filter, filterOf } from "./filters.ts";
import { allPages } from "./pages.ts";
import { pathsOf } from "../http/paths.ts";
import { isSameName, nearestNames } from "../../text/same-name.ts";
import { parseSources, sourcesShape, type Source } from "./source.ts";

/** What a name, or an id, of a source stands for. */
export type FoundSource =
  | { readonly kind: "found"; readonly source: Source }
  /** No source, or more than one, is called that; those have it in their name: at least one. */
  | { readonly kind: "similar"; readonly candidates: readonly Source[] }
  /** None has it in its name either; those are spelled nearly so, where there are such. */
  | { readonly kind: "unknown"; readonly nearest?: readonly Source[] };

/** The sources of a tenant, as far as the user may see them. */
export interface SourceFinder {
  /** One of them, or none: whether they may be read at all. */
  first(): Promise<Source | undefined>;
  /**
   * A name may be in other capitals where only one source has it.
   *
   * @param text a whole name, a part of one, or an id
   */
  find(text: string): Promise<FoundSource>;
}

/** How many sources a page has. The API gives 250, but some have settings of many kilobytes. */
const sourcesPerPage = 25;
/** Only so many are compared with a name that is spelled otherwise: 250 of all, 100 of a letter. */
const mostPagesToCompare = 10;
const mostPagesOfLetter = 4;
const mostNearest = 3;

/**
 * Finds sources: `GET /v2024/sources`. A SOURCE_SUBADMIN has to say so and is refused otherwise:
 * after the first 403 all requests do. Every request is sent through `api.ask`, one after the other.
 *
 * @returns a finder whose methods throw ApiError; RefusedError 403 without the scope
 *   `idn:sources:read`
 */
export function createSourceFinder(api: Api): SourceFinder {
  let isSubadmin = false;

  async function page(filter: Filter | undefined, offset: number, limit: number) {
    try {
      return await sourcesPage(api, filter, offset, limit, isSubadmin);
    } catch (error) {
      if (!isForbidden(error) || isSubadmin) throw error;
    }
    const sources = await sourcesPage(api, filter, offset, limit, true);
    isSubadmin = true;
    return sources;
  }

  async function matching(filter: Filter): Promise<readonly Source[]> {
    return allPages(sourcesPerPage, 1, (offset, limit) => page(filter, offset, limit));
  }

  /**
   * Tenants may tell upper from lower case in filters. Sources that begin with the same letter are
   * compared first: of many, those that come first by name may all be others.
   */
  async function findOtherwiseSpelled(text: string): Promise<FoundSource> {
    const [letter = ""] = text.trim();
    const beginnings = [...new Set([letter.toUpperCase(), letter.toLowerCase()])];
    const sources = new Map<string, Source>();
    const requests = [...beginnings.map((start) => filterOf("name", "sw", start)), undefined];
    for (const filter of letter === "" ? [] : requests) {
      // oxlint-disable-next-line no-await-in-loop -- look-ups go one after the other
      const read = await compared(filter);
      for (const source of read) sources.set(source.id, source);
      const same = [...sources.values()].filter(({ name }) => isSameName(name, text));
      const [only, ...others] = same;
      // Both cases of the letter have to be seen before one is the only one.
      if (!only || filter === requests[0]) continue;
      if (others.length === 0) return { kind: "found", source: only };
      return { kind: "similar", candidates: same };
    }
    const all = [...sources.values()];
    const names = nearestNames(
      text,
      all.map(({ name }) => name),
      mostNearest,
    );
    const nearest = all.filter(({ name }) => names.includes(name));
    return { kind: "unknown", ...(nearest.length > 0 && { nearest }) };
  }

  /** Where the filter is refused, nothing is found by it. */
  async function compared(filter: Filter | undefined): Promise<readonly Source[]> {
    try {
      const pages = filter === undefined ? mostPagesToCompare : mostPagesOfLetter;
      return await allPages(sourcesPerPage, pages, (offset, limit) => page(filter, offset, limit));
    } catch (error) {
      if (isApiError(error, "refused", "foreign answer") && error.status === 400) return [];
      throw error;
    }
  }

  return {
    first: async () => (await page(undefined, 0, 1))[0],
    async find(text) {
      const called = await matching(filterOf("name", "eq", text));
      // A tenant may take upper and lower case for the same; then the one that is spelled so wins.
      const [first, ...others] = called;
      const spelled = called.find(({ name }) => name === text);
      if (spelled) return { kind: "found", source: spelled };
      if (first && others.length === 0) return { kind: "found", source: first };
      if (isId(text)) {
        const [source] = await matching(filterOf("id", "eq", text));
        if (source) return { kind: "found", source };
      }
      if (first) return { kind: "similar", candidates: called };
      const containing = await matching(filterOf("name", "co", text));
      const [same, ...more] = containing.filter(({ name }) => isSameName(name, text));
      if (same && more.length === 0) return { kind: "found", source: same };
      if (containing.length > 0) return { kind: "similar", candidates: containing };
      return isId(text) ? { kind: "unknown" } : findOtherwiseSpelled(text);
    },
  };
}

/** One request; undefined stands for each entry that could not be read. */
async function sourcesPage(
  { version, ask }: Api,
  filter: Filter | undefined,
  offset: number,
  limit: number,
  isSubadmin: boolean,
): Promise<readonly (Source | undefined)[]> {
  const query = {
    ...(filter !== undefined && { filters: filter }),
    sorters: "name",
    limit: `${limit}`,
    offset: `${offset}`,
    ...(isSubadmin && { "for-subadmin": "me" }),
  };
  const path = pathsOf(version).sources;
  const scope = "idn:sources:read";
  const answer = await ask({ method: "GET", path, query, reads: sourcesShape, scope });
  const sources = parseSources(answer.body);
  if (!sources) throw unreadable(answer);
  return sources;
}

function isId(text: string): boolean {
  return /^[0-9a-f-]{32,36}$/i.test(text);
}
