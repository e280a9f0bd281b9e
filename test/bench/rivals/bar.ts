/** One progress bar of somebody else's library, as its formula sees the job. Times in ms. */
export interface Bar {
  /** A poll was answered. Called at each, whether the count moved or not. */
  see(processed: number, total: number, atMs: number): void;
  /** The time left as the library would show it; undefined where it shows none. */
  leftMs(atMs: number): number | undefined;
}

/** @param processed what the bar begins at, @param atMs when */
export type NewBar = (processed: number, total: number, atMs: number) => Bar;
