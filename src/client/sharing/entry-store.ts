/** Where processes leave entries for each other. Every method throws what the file system throws. */
export interface EntryStore {
  /** Makes it ready. The others can do nothing before, and it may be elsewhere from then on. */
  open(): void;
  /**
   * Puts an entry there, which only one process can.
   *
   * @returns whether it was not there yet
   */
  add(name: string): boolean;
  /**
   * Says that an entry is still meant; puts it there where it is not.
   *
   * @param now milliseconds since the Unix epoch
   */
  renew(name: string, now: number): void;
  /** Takes an entry away, if it is there. */
  remove(name: string): void;
  /** All entries, and when each was last renewed; milliseconds since the Unix epoch. */
  entries(): readonly StoredEntry[];
}

/** What a board has. */
export interface StoredEntry {
  readonly name: string;
  readonly renewedAt: number;
}
