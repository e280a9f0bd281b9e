/** A request that is over, for a log of all of them: no header of it, and nothing of a body. */
export interface RequestTrace {
  /** When it left: milliseconds since the Unix epoch. */
  readonly at: number;
  readonly method: string;
  /** With its query, safe to print. */
  readonly path: string;
  /** The status of the answer; without one, why there is none, safe to print. */
  readonly came: number | string;
  /** The answer's `Slpt-Request-Id`. */
  readonly requestId: string | undefined;
  readonly tookMs: number;
  /** For its turn in the budget; undefined for a request that takes none. */
  readonly waitedMs: number | undefined;
  /** Whether it was the first on its connection; undefined if it got none. */
  readonly isNewConnection: boolean | undefined;
}
