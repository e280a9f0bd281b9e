import { isApiError } from "../http/errors.ts";

/**
 * Reads a list page by page, one after the other, until one is not full. A page that does not come
 * to its end, or that the tenant finds too large, is asked for again with half as many entries.
 *
 * @param pageSize how many entries a full page has
 * @param mostPages ends a list that does not end
 * @param page asks for up to `limit` entries from `offset` on; those that could not be read are
 *   undefined, since they count all the same
 * @returns the readable entries, each id once: a list that grows in front while it is read shows
 *   some of them twice
 */
export async function allPages<Entry extends { readonly id: string }>(
  pageSize: number,
  mostPages: number,
  page: (offset: number, limit: number) => Promise<readonly (Entry | undefined)[]>,
): Promise<readonly Entry[]> {
  const entries = new Map<string, Entry>();
  let limit = pageSize;
  const smaller = async (offset: number): Promise<readonly (Entry | undefined)[]> => {
    try {
      return await page(offset, limit);
    } catch (error) {
      if (limit === 1 || !isTooLarge(error)) throw error;
      limit = Math.floor(limit / 2);
      return smaller(offset);
    }
  };
  for (let offset = 0; offset < pageSize * mostPages;) {
    // Whether there is a next page shows on this one.
    // oxlint-disable-next-line no-await-in-loop
    const read = await smaller(offset);
    for (const entry of read) if (entry) entries.set(entry.id, entry);
    if (read.length < limit) break;
    offset += read.length;
  }
  return [...entries.values()];
}

/** 413, or a `limit` that is not accepted, or an answer that is cut off on its way. */
function isTooLarge(error: unknown): boolean {
  if (isApiError(error, "cut short")) return true;
  if (!isApiError(error, "refused", "foreign answer")) return false;
  return error.status === 413 || (error.status === 400 && /\blimit\b/i.test(error.message));
}
