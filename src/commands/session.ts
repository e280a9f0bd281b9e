import type { Departure } from "../output/exit-code.ts";
import type { Usual } from "../history/usual.ts";
import { startPlainOutput } from "../output/plain.ts";
import { summaryLines } from "../output/summary.ts";
import type { Clock } from "../time/clock.ts";
import type { Watcher } from "../watch/watcher.ts";
import type { Host } from "./host.ts";
import { openKeyboard } from "./keyboard.ts";

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
}

const tickMs = 1000;
/** A faster clock is not drawn more often than that; the computer's milliseconds. */
const shortestTickMs = 200;

/**
 * Runs a watcher until all its ids have ended or something makes the program leave, while one
 * reader shows what happens: a screen on a terminal, lines elsewhere.
 *
 * @returns what ended it
 */
export async function runSession(session: Session, host: Host): Promise<Departure> {
  const { watcher } = session;
  const leave = new AbortController();
  let departure: Departure = { by: "ends" };
  const leaveBy = (next: Departure) => {
    if (leave.signal.aborted) return;
    departure = next;
    leave.abort();
  };
  const stops = [
    host.onSignal((signal) => leaveBy({ by: "signal", signal })),
    host.onCrash((error) => leaveBy({ by: "bug", error })),
    host.onOutputClosed(() => leaveBy({ by: "pipe" })),
  ];
  const closeReader = await openReader(session, host, leaveBy);
  try {
    await watcher.run(leave.signal);
  } catch (error) {
    leaveBy({ by: "bug", error });
  }
  await closeReader();
  for (const stop of stops) stop();
  return departure;
}

async function openReader(
  session: Session,
  { stdin, stdout, env }: Host,
  leave: (departure: Departure) => void,
): Promise<() => Promise<void>> {
  const { watcher, clock, title, speed, isStdinUsed, usuals } = session;
  const writeLine = (line: string) => void stdout.write(`${line}\n`);
  if (!stdout.isTTY || env["TERM"] === "dumb") {
    return startPlainOutput(watcher, clock, usuals, writeLine);
  }
  // Ink and React take their time to load; lines do without.
  const { openScreen } = await import("../ui/screen.tsx");
  const keyboard = openKeyboard(stdin, isStdinUsed);
  const closeScreen = openScreen({
    watcher,
    clock,
    title,
    usuals,
    tickMs: Math.max(shortestTickMs, tickMs / speed),
    stdout,
    keyboard,
    leave,
  });
  return async () => {
    await closeScreen();
    if (keyboard !== stdin) keyboard?.destroy();
    // A terminal may not know its size; Ink takes the same then.
    const size = { columns: stdout.columns || 80, rows: stdout.rows || 24 };
    for (const line of summaryLines(watcher.snapshot().watches, size)) writeLine(line);
  };
}
