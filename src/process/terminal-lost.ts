/** A lost terminal shows as SIGHUP or, without a shell, as the end of its input. */
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
