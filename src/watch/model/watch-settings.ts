export interface WatchSettings {
  readonly intervalMs: number;
  /** `--stall-after`; undefined for each aggregation's own rhythm. */
  readonly stallAfterMs: number | undefined;
  /** `--give-up-after`; undefined for never. */
  readonly giveUpAfterMs?: number | undefined;
}
