/** A terminal that is gone says so by SIGHUP, or without a shell by the end of its keys. */
export function onTerminalLost(
  keyboard: NodeJS.ReadStream | undefined,
  lost: () => void,
): () => void {
  const events = ["end", "error", "close"] as const;
  for (const event of events) keyboard?.on(event, lost);
  return () => {
    for (const event of events) keyboard?.off(event, lost);
  };
}
