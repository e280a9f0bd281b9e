/** Where processes leave entries for each other. All methods throw what the file system throws. */
export interface EntryStore {
  /** Finds the place, which may have moved. Everything else needs that first. */
  open(): void;
  /** Adds an entry, which only one process can; returns false where it exists. */
  add(name: string): boolean;
  /** Dates an entry to `now` (milliseconds since the Unix epoch); adds it where it is missing. */
  renew(name: string, now: number): void;
  remove(name: string): void;
  names(): readonly string[];
  /** Milliseconds since the Unix epoch; undefined where the entry is gone. */
  renewedAt(name: string): number | undefined;
}
