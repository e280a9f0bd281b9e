import type { NotifyChoice } from "../attention/notification.ts";
import type { ColourChoice } from "../config/colour.ts";
import type { Usual } from "../history/usual.ts";
import { type Departure, departureAt, type EarlyLeave } from "../output/exit-code.ts";
import type { Clock } from "../time/clock.ts";
import type { Watcher } from "../watch/watcher.ts";
import type { Host } from "./host.ts";
import type { OutputOptions } from "./output-form.ts";
import { openReader } from "./reader.ts";
import type { SummaryOptions } from "./summary.ts";
import { onTimeOver, type TimeLimit } from "./time-limit.ts";
import { until } from "./until.ts";

/** What a session is about. */
export interface Session {
  readonly watcher: Watcher;
  readonly clock: Clock;
  /** What the screen calls the tenant. */
  readonly title: string;
  /** How many times as fast `clock` runs. */
  readonly speed: number;
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /** Whether the ids came on standard input, so that no keys can. */
  readonly isStdinUsed: boolean;
  readonly view: ViewOptions;
  /** Plays a recording faster or slower, where the session is one. */
  readonly changeSpeed?: (to: "faster" | "slower") => void;
  /** When it is left before all ids have ended; never by itself where it is not given. */
  readonly early?: EarlyLeave;
  readonly limit?: TimeLimit | undefined;
  /** Whether the same run of the program has had others before. */
  readonly isLater?: boolean;
  /** Brings more ids while the session lasts, which then never ends by itself. */
  readonly follow?: (signal: AbortSignal) => Promise<void>;
  /** Goes on beside the watch, and ends quietly with it, when its signal is aborted. */
  readonly beside?: (signal: AbortSignal) => Promise<void>;
}

/** How a session is shown, as the user wants it. */
export interface ViewOptions extends OutputOptions, SummaryOptions {
  /** Keep the screen when all ids have ended. */
  readonly stay: boolean;
  readonly ascii: boolean;
  /** False for nothing that moves by itself. */
  readonly motion: boolean;
  readonly screenReader: boolean;
  readonly color: ColourChoice;
  /** How to call the user at an end or a stall; undefined for not at all. */
  readonly notify: NotifyChoice | undefined;
}

/** What a write meets where its reader has gone: POSIX, and Windows. */
const closedPipe = new Set(["", "EPIPE", "EOF", "ECONNRESET", "ERR_STREAM_DESTROYED"]);

/**
 * Runs a watcher until all its ids have ended or something makes the program leave, while one
 * reader shows what happens.
 *
 * @returns what ended it
 */
export async function runSession(session: Session, host: Host): Promise<Departure> {
  const { watcher, early, limit } = session;
  const leave = new AbortController();
  let departure: Departure = { by: "ends" };
  let outputProblem = "";
  const leaveBy = (next: Departure) => {
    if (leave.signal.aborted) return;
    departure = next;
    leave.abort();
  };
  const stops = [
    host.onSignal((signal) => leaveBy({ by: "signal", signal })),
    host.onCrash((error) => {
      // One that comes while we leave decides as well, or nobody would hear of it.
      departure = { by: "bug", error };
      leave.abort();
    }),
    host.onOutputClosed(({ code = "" }) => {
      // Whoever closes a pipe knows it; a full disk is news.
      if (!closedPipe.has(code)) outputProblem = code;
      leaveBy({ by: "pipe" });
    }),
    onTimeOver(limit, () => leaveBy({ by: "timeout", afterMs: limit?.ms ?? 0 })),
    watcher.onEvent(({ fact }) => {
      const next = fact.type === "ended" && early && departureAt(fact.ending, early);
      if (next) leaveBy(next);
    }),
  ];
  const reader = await openReader(session, host, leaveBy);
  const over = new AbortController();
  const beside = session
    .beside?.(AbortSignal.any([leave.signal, over.signal]))
    .catch((error: unknown) => leaveBy({ by: "bug", error }));
  try {
    const following = session.follow?.(leave.signal);
    const staysOpen = reader.staysOpen || following !== undefined;
    await Promise.all([watch(session, staysOpen, leave.signal), following]);
  } catch (error) {
    leaveBy({ by: "bug", error });
  }
  over.abort();
  await beside;
  await reader.close();
  for (const stop of stops) stop();
  if (outputProblem !== "") {
    host.stderr.write(`aggwatch: standard output cannot be written (${outputProblem})\n`);
  }
  return departure;
}

/** Once all have ended, a screen that stays may be given more ids. */
async function watch({ watcher }: Session, staysOpen: boolean, signal: AbortSignal): Promise<void> {
  await watcher.run(signal);
  if (!staysOpen) return;
  const isLive = () => watcher.snapshot().watches.some(({ ending }) => !ending);
  for (;;) {
    // One run after the other.
    // oxlint-disable-next-line no-await-in-loop
    await until(watcher, isLive, signal);
    // oxlint-disable-next-line no-await-in-loop
    await watcher.run(signal);
  }
}
