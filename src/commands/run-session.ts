import { isTerminalLost } from "../door/lost-terminal.ts";
import { type Departure, departureAt } from "../output/exit-code.ts";
import type { Host } from "./host.ts";
import { openReader } from "./reader.ts";
import type { Session } from "./session.ts";
import { onTimeOver } from "./time-limit.ts";
import { until } from "./until.ts";

/**
 * Runs a watcher until all its ids have ended or something makes the program leave, while one
 * reader shows what happens.
 *
 * @returns what ended it
 */
export async function runSession(session: Session, host: Host): Promise<Departure> {
  const { watcher, early, limit, counts = () => true } = session;
  const leave = new AbortController();
  let departure: Departure = { by: "ends" };
  const leaveBy = (next: Departure) => {
    if (leave.signal.aborted) return;
    departure = seenAsLost(next);
    leave.abort();
  };
  const stops = [
    host.onSignal((signal) => leaveBy({ by: "signal", signal })),
    host.onCrash((error) => {
      // One that comes while we leave decides as well, or nobody would hear of it.
      departure = { by: "bug", error };
      leave.abort();
    }),
    host.onOutputClosed((problem) => leaveBy({ by: "pipe", isLost: problem !== undefined })),
    onTimeOver(limit, () => leaveBy({ by: "timeout", afterMs: limit?.ms ?? 0 })),
    watcher.onEvent(({ watch, fact }) => {
      if (fact.type !== "ended" || !early || (watch && !counts(watch, fact.ending))) return;
      const next = departureAt(fact.ending, early);
      if (next) leaveBy(next);
    }),
  ];
  const reader = await openReader(session, host, leaveBy, leave.signal);
  const over = new AbortController();
  const beside = session
    .beside?.(AbortSignal.any([leave.signal, over.signal]))
    .catch((error: unknown) => leaveBy({ by: "bug", error }));
  let bringing: Promise<void> | undefined;
  try {
    const following = session.follow?.(leave.signal);
    bringing = session.bring?.(leave.signal, leaveBy);
    const staysOpen = reader.staysOpen || following !== undefined;
    await Promise.all([watch(session, staysOpen, bringing, leave.signal), following]);
  } catch (error) {
    leaveBy({ by: "bug", error });
  }
  // What it has sent by then is said before the end.
  await bringing?.catch(() => undefined);
  over.abort();
  await beside;
  await reader.close();
  for (const stop of stops) stop();
  return departure;
}

/** What fails because the terminal is gone is no bug. */
function seenAsLost(departure: Departure): Departure {
  const isLost = departure.by === "bug" && isTerminalLost(departure.error);
  return isLost ? { by: "signal", signal: "SIGHUP" } : departure;
}

/**
 * Once all have ended, a screen that stays may be given more ids, and so may any session while more
 * are being brought.
 */
async function watch(
  { watcher }: Session,
  staysOpen: boolean,
  bringing: Promise<void> | undefined,
  signal: AbortSignal,
): Promise<void> {
  const brought = new AbortController();
  if (!bringing) brought.abort();
  // Where it fails, that ends the session by itself.
  void bringing?.finally(() => brought.abort()).catch(() => undefined);
  const isLive = () => watcher.snapshot().watches.some(({ ending }) => !ending);
  const over = staysOpen ? signal : AbortSignal.any([signal, brought.signal]);
  for (;;) {
    // One run after the other.
    // oxlint-disable-next-line no-await-in-loop
    await watcher.run(signal);
    // A recording that was cut off ends with what still ran then, and has no more of it.
    if (!staysOpen && (!bringing || (brought.signal.aborted && !isLive()))) return;
    // oxlint-disable-next-line no-await-in-loop
    await until(watcher, isLive, over).catch(() => signal.throwIfAborted());
  }
}
