const codes: ReadonlySet<string> = new Set([
  "",
  "EPIPE",
  "EOF",
  "ECONNRESET",
  "ERR_STREAM_DESTROYED",
]);

/** Whether a write failed because its reader has gone, which needs no word, unlike a full disk. */
export function isClosedPipe({ code = "" }: NodeJS.ErrnoException): boolean {
  return codes.has(code);
}
