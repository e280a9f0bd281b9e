import type { Api } from "./api.ts";
import { isForbidden } from "./errors.ts";
import { unreadable } from "./failure.ts";
import { type Filter, filterOf } from "./filters.ts";
import { allPages } from "./pages.ts";
import { pathsOf } from "./paths.ts";
import { parseSources, sourcesShape, type Source } from "./source.ts";

/** What a name, or an id, of a source stands for. */
export type FoundSource =
  | { readonly kind: "found"; readonly source: Source }
  /** No source is called that; those have it in their name: at least one. */
  | { readonly kind: "similar"; readonly candidates: readonly Source[] }
  | { readonly kind: "unknown" };

/** The sources of a tenant, as far as the user may see them. */
export interface SourceFinder {
  /** All of them, by name. */
  all(): Promise<readonly Source[]>;
  /** @param text a whole name, a part of one, or an id */
  find(text: string): Promise<FoundSource>;
}

/** How many sources a page has. The API gives 250, but some have settings of many kilobytes. */
const sourcesPerPage = 25;
const mostPages = 200;

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

  return {
    all: () =>
      allPages(sourcesPerPage, mostPages, (offset, limit) => page(undefined, offset, limit)),
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
      const candidates = first ? called : await matching(filterOf("name", "co", text));
      return candidates.length > 0 ? { kind: "similar", candidates } : { kind: "unknown" };
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
