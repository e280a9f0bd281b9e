import type { Api } from "../http/api.ts";
import { isApiError, isForbidden } from "../http/errors.ts";
import { parsed } from "../http/failure.ts";
import { type Filter, filterOf } from "./filters.ts";
import { allPages, type Page } from "./pages.ts";
import { pathsOf } from "../http/paths.ts";
import { isSameName, nearestNames } from "../../text/same-name.ts";
import { parseSources, sourcesShape, type Source } from "./source.ts";

export type FoundSource =
  | { readonly kind: "found"; readonly source: Source }
  /** None or several have that name; the candidates, at least one, contain it. */
  | { readonly kind: "similar"; readonly candidates: readonly Source[] }
  /** No name contains it; the nearest are spelled similarly. */
  | { readonly kind: "unknown"; readonly nearest?: readonly Source[] };

/** The sources the user may see. RefusedError 403 without the scope `idn:sources:read`. */
export interface SourceFinder {
  /** Any one: whether they may be read at all. */
  first(): Promise<Source | undefined>;
  /** By exactly this name, in any case where only one has it. */
  called(name: string): Promise<Source | undefined>;
  /** By a name or part of one, in any case where that is unambiguous, or by an id. */
  find(text: string): Promise<FoundSource>;
  /** All of them, by name. */
  all(): Promise<readonly Source[]>;
}

/** The API gives 250 a page, but some sources have settings of many kilobytes. */
const sourcesPerPage = 25;
const longestPage = 250;
/** No tenant has as many. */
const mostSources = 25_000;
/** A misspelled name is compared with 250 sources at most, and 100 of a letter. */
const mostToCompare = 250;
const mostOfLetter = 100;
const mostNearest = 3;

/** By `GET /v2024/sources`, which refuses a SOURCE_SUBADMIN without `for-subadmin`: see `page`. */
export function createSourceFinder(api: Api): SourceFinder {
  const path = pathsOf(api.version).sources;
  const scope = "idn:sources:read";
  let isSubadmin = false;

  async function page(
    filter: Filter | undefined,
    offset: number,
    limit: number,
    asSubadmin = isSubadmin,
  ): Promise<Page<Source>> {
    const query = {
      ...(filter !== undefined && { filters: filter }),
      sorters: "name",
      limit: `${limit}`,
      offset: `${offset}`,
      ...(asSubadmin && { "for-subadmin": "me" }),
    };
    const request = { method: "GET", path, query, reads: sourcesShape, scope } as const;
    try {
      const sources = parsed(await api.ask(request), parseSources);
      isSubadmin = asSubadmin;
      return sources;
    } catch (error) {
      if (!isForbidden(error) || asSubadmin) throw error;
      return page(filter, offset, limit, true);
    }
  }

  function matching(filter: Filter | undefined, most = sourcesPerPage): Promise<readonly Source[]> {
    return allPages(sourcesPerPage, most, (offset, limit) => page(filter, offset, limit));
  }

  /** Sources with the same first letter come first: of many, the first pages may not reach them. */
  async function findOtherwiseSpelled(text: string): Promise<FoundSource> {
    const [letter = ""] = text.trim();
    const beginnings = [...new Set([letter.toUpperCase(), letter.toLowerCase()])];
    const sources = new Map<string, Source>();
    const requests = [...beginnings.map((start) => filterOf("name", "sw", start)), undefined];
    for (const filter of letter === "" ? [] : requests) {
      const read = await compared(filter);
      for (const source of read) sources.set(source.id, source);
      const same = [...sources.values()].filter(({ name }) => isSameName(name, text));
      const [only, ...others] = same;
      // Filters may be case-sensitive: unambiguous only after both cases of the letter.
      if (!only || filter === requests[0]) continue;
      if (others.length === 0) return { kind: "found", source: only };
      return { kind: "similar", candidates: same };
    }
    const all = [...sources.values()];
    const names = all.map(({ name }) => name);
    const near = nearestNames(text, names, mostNearest);
    const nearest = all.filter(({ name }) => near.includes(name));
    return { kind: "unknown", ...(nearest.length > 0 && { nearest }) };
  }

  /** A tenant may refuse the filter, which then finds nothing. */
  async function compared(filter: Filter | undefined): Promise<readonly Source[]> {
    try {
      return await matching(filter, filter ? mostOfLetter : mostToCompare);
    } catch (error) {
      if (isApiError(error, "refused", "foreign answer") && error.status === 400) return [];
      throw error;
    }
  }

  return {
    first: async () => (await page(undefined, 0, 1))[0],
    all: () =>
      allPages(longestPage, mostSources, (offset, limit) => page(undefined, offset, limit)),
    called: async (name) => only(await matching(filterOf("name", "eq", name)), name),
    async find(text) {
      const called = await matching(filterOf("name", "eq", text));
      const [first] = called;
      const source = only(called, text);
      if (source) return { kind: "found", source };
      if (isId(text)) {
        const [withId] = await matching(filterOf("id", "eq", text));
        if (withId) return { kind: "found", source: withId };
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

/** Filters may ignore case; then the exact spelling wins. */
function only(called: readonly Source[], text: string): Source | undefined {
  const [first, ...others] = called;
  return called.find(({ name }) => name === text) ?? (others.length === 0 ? first : undefined);
}

function isId(text: string): boolean {
  return /^[0-9a-f-]{32,36}$/i.test(text);
}
