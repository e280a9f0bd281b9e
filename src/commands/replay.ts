import { type Departure, exitCode, worstExitCode } from "../output/exit-code.ts";
import { openRecording, type Recording } from "../recording/open-recording.ts";
import type { Header } from "../recording/header.ts";
import { createReplay, type Replay } from "../recording/replay.ts";
import { timestamp } from "../text/time-of-day.ts";
import type { Host } from "./host.ts";
import { concludeSession } from "./outcome.ts";
import { runSession, type ViewOptions } from "./session.ts";

/** What `aggwatch replay` was called with. */
export interface ReplayOptions extends ViewOptions {
  readonly speed: number;
  /** Which run of the file, from 1 on; the last unless given. */
  readonly run?: number;
}

/**
 * `aggwatch replay FILE`: shows a recorded watch again, as it was.
 *
 * @returns the exit code: that of the recorded watch where it was played to its end
 * @throws UsageError
 */
export async function replayCommand(
  path: string,
  options: ReplayOptions,
  host: Host,
): Promise<number> {
  const recording = await openRecording(path, options.run);
  const { number, runs, startedAt } = recording;
  try {
    if (runs > 1 && options.run === undefined) {
      host.stderr.write(
        `aggwatch: this is the last of ${runs} runs in the file, that of ${timestamp(startedAt)}; ` +
          `--run ${number - 1} replays the one before\n`,
      );
    }
    return await playAll(recording, options, host);
  } finally {
    await recording.close();
    const unreadable = recording.entries.unreadable();
    if (unreadable > 0) {
      const lines = unreadable === 1 ? "1 line" : `${unreadable} lines`;
      host.stderr.write(`aggwatch: ${lines} of the recording could not be read\n`);
    }
  }
}

/** A run may have watched several times, one after the other. */
async function playAll(
  { entries }: Recording,
  options: ReplayOptions,
  host: Host,
): Promise<number> {
  const codes: number[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const first = await entries.take();
    if (first?.said.type !== "recording") break;
    const { header } = first.said;
    const replay = createReplay(header, first.at, entries, host.clock, options.speed);
    // oxlint-disable-next-line no-await-in-loop
    const departure = await show(replay, header, options, host);
    codes.push(conclude(replay, header, departure, host));
    if (departure.by !== "ends") break;
  }
  return worstExitCode(codes);
}

function show(
  replay: Replay,
  { title }: Header,
  options: ReplayOptions,
  host: Host,
): Promise<Departure> {
  const { clock, usuals } = replay;
  const { speed } = options;
  const played = { watcher: replay, clock, usuals, changeSpeed: replay.changeSpeed };
  const shown = { title: `${title} · replay`, speed, isStdinUsed: false, view: options };
  return runSession({ ...played, ...shown }, host);
}

function conclude(replay: Replay, { isStrict }: Header, departure: Departure, host: Host): number {
  const { watches } = replay.snapshot();
  const code = concludeSession(departure, watches, isStrict, host);
  const end = replay.end();
  if (departure.by === "bug" || departure.by === "signal" || end === undefined) return code;
  if (end !== "cutOff") return end.exitCode;
  host.stderr.write(
    `aggwatch: the recording ends here: it was cut off at ${timestamp(replay.clock.now())}\n`,
  );
  const endings = watches.map(({ ending }) => ending);
  return exitCode({ by: "quit" }, endings, isStrict);
}
