/**
 * Reads a list page by page, one after the other, until one is not full.
 *
 * @param pageSize how many entries a full page has
 * @param mostPages ends a list that does not end
 * @param page asks for the page that begins at `offset`; entries may be undefined where they could
 *   not be read, since they count all the same
 * @returns the readable entries, each id once: a list that grows in front while it is read shows
 *   some of them twice
 */
export async function allPages<Entry extends { readonly id: string }>(
  pageSize: number,
  mostPages: number,
  page: (offset: number) => Promise<readonly (Entry | undefined)[]>,
): Promise<readonly Entry[]> {
  const entries = new Map<string, Entry>();
  for (let count = 0; count < mostPages; count += 1) {
    // Whether there is a next page shows on this one.
    // oxlint-disable-next-line no-await-in-loop
    const read = await page(count * pageSize);
    for (const entry of read) if (entry) entries.set(entry.id, entry);
    if (read.length < pageSize) break;
  }
  return [...entries.values()];
}
