/** What a write meets where its reader has gone: POSIX, and Windows. */
const codes: ReadonlySet<string> = new Set([
  "",
  "EPIPE",
  "EOF",
  "ECONNRESET",
  "ERR_STREAM_DESTROYED",
]);

/**
 * Whether a write failed because its reader has gone, which whoever closed the pipe knows. A full
 * disk, and all else, is news.
 */
export function isClosedPipe({ code = "" }: NodeJS.ErrnoException): boolean {
  return codes.has(code);
}
