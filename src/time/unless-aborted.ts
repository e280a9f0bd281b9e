/**
 * Waits for work that goes on for others as well, for as long as the signal lets it.
 *
 * @throws the signal's reason, when it is aborted first or was already; what comes of the work,
 *   its failure too, is nobody's then
 */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const aborted = Promise.withResolvers<never>();
  const giveUp = () => aborted.reject(signal.reason);
  if (signal.aborted) giveUp();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([aborted.promise, work]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
