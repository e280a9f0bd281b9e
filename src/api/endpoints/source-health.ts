/** What the tenant says of a source's health: any of it may be missing. */
export interface SaidHealth {
  readonly healthy?: boolean | undefined;
  /** `SOURCE_STATE_HEALTHY`, `SOURCE_STATE_ERROR_VA`, `SOURCE_STATE_UNCHECKED_SOURCE` … */
  readonly status?: string | undefined;
}

/**
 * The state in which a source could not be reached when the tenant last tried; undefined where it
 * could, or where it has not tried: `healthy` is false for such a source, too.
 */
export function troubleOf({ healthy, status }: SaidHealth): string | undefined {
  if (status === undefined) return healthy === false ? "not healthy" : undefined;
  return /_(?:ERROR|FAILURE)(?:_|$)/i.test(status) ? status : undefined;
}
