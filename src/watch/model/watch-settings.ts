export interface WatchSettings {
  readonly intervalMs: number;
  /** `--stall-after`; undefined for each aggregation's own rhythm. */
  readonly stallAfterMs: number | undefined;
  /** `--give-up-after`; undefined for never. */
  readonly giveUpAfterMs?: number | undefined;
  /** Each id is polled once; its task is checked once it has ended, or after the first 404. */
  readonly isAskedOnce?: true | undefined;
}
