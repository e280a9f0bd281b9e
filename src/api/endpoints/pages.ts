import { isApiError } from "../http/errors.ts";

/** One page of a list; an unreadable entry is undefined, since it counts too. */
export type Page<Entry> = readonly (Entry | undefined)[];

/** At most the first `most` entries, in as few requests as may be; see `firstPages`. */
export async function allPages<Entry extends { readonly id: string }>(
  pageSize: number,
  most: number,
  page: (offset: number, limit: number) => Promise<Page<Entry>>,
): Promise<readonly Entry[]> {
  return (await firstPages(pageSize, most, page, () => false)).entries;
}

export interface FirstPages<Entry> {
  readonly entries: readonly Entry[];
  /** Whether the list has no more. */
  readonly isWhole: boolean;
}

/**
 * The pages of a list until they are enough, or have `most` entries. A page that breaks off, or is
 * too large for the tenant, is requested again with half the entries. Each id is returned once: a
 * list that grows in front meanwhile repeats some.
 */
export async function firstPages<Entry extends { readonly id: string }>(
  pageSize: number,
  most: number,
  page: (offset: number, limit: number) => Promise<Page<Entry>>,
  isEnough: (entries: readonly Entry[]) => boolean,
): Promise<FirstPages<Entry>> {
  const entries = new Map<string, Entry>();
  let largest = pageSize;
  const wholePage = async (offset: number): Promise<{ read: Page<Entry>; isLast: boolean }> => {
    const limit = Math.min(largest, most - offset);
    try {
      const read = await page(offset, limit);
      return { read, isLast: read.length < limit };
    } catch (error) {
      if (limit === 1 || !isTooLarge(error)) throw error;
      largest = Math.floor(limit / 2);
      return wholePage(offset);
    }
  };
  for (let offset = 0; offset < most;) {
    // Each page shows whether there is a next one.
    const { read, isLast } = await wholePage(offset);
    for (const entry of read) if (entry) entries.set(entry.id, entry);
    if (isLast) return { entries: [...entries.values()], isWhole: true };
    if (isEnough([...entries.values()])) break;
    offset += read.length;
  }
  return { entries: [...entries.values()], isWhole: false };
}

/** 413, or a `limit` that is not accepted, or an answer that is cut off on its way. */
function isTooLarge(error: unknown): boolean {
  if (isApiError(error, "cut short")) return true;
  if (!isApiError(error, "refused", "foreign answer")) return false;
  return error.status === 413 || (error.status === 400 && /\blimit\b/i.test(error.message));
}
