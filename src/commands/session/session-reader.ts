/** What shows a session. */
export interface Reader {
  /** Whether it stays until the user leaves, even when all ids have ended. */
  readonly staysOpen: boolean;
  /** Waits for the starts that the user has asked for; returns whether there were any. */
  readonly startsSettled?: () => Promise<boolean>;
  close(): Promise<void>;
}
