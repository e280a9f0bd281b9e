import { type Departure, exitCode } from "../output/exit-code.ts";
import { openRecording, type Recording } from "../recording/open-recording.ts";
import type { Header } from "../recording/header.ts";
import { createReplay, type Replay } from "../recording/replay.ts";
import type { LeftBy } from "../output/ndjson/session-objects.ts";
import { timestamp } from "../text/time-of-day.ts";
import type { Watch } from "../watch/watch.ts";
import type { Host } from "./host.ts";
import { concludeSession } from "./outcome.ts";
import { runSession } from "./run-session.ts";
import type { Session, ViewOptions } from "./session.ts";
import { type Conclude, withSummary } from "./summary.ts";

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
export function replayCommand(path: string, options: ReplayOptions, host: Host): Promise<number> {
  return withSummary(options, host, (conclude) => replay(path, options, host, conclude));
}

async function replay(
  path: string,
  options: ReplayOptions,
  host: Host,
  conclude: Conclude,
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
    return await playAll(recording, options, host, conclude);
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
  { entries, watches: count }: Recording,
  options: ReplayOptions,
  host: Host,
  conclude: Conclude,
): Promise<number> {
  const earlier: Watch[] = [];
  for (let index = 0; ; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const first = await entries.take();
    if (first?.said.type !== "recording") return exitCode({ by: "ends" }, [], false);
    const { header } = first.said;
    const replay = createReplay(header, first.at, entries, host.clock, options.speed);
    const session = sessionOf(replay, header, options, index > 0);
    // oxlint-disable-next-line no-await-in-loop
    const departure = await runSession(session, host);
    const { watches } = replay.snapshot();
    concludeSession(departure, watches, header.isStrict, host);
    if (replay.end() === "cutOff") {
      const at = timestamp(replay.clock.now());
      host.stderr.write(`aggwatch: the recording ends here: it was cut off at ${at}\n`);
    }
    const code = codeIn(replay, header, earlier, departure);
    conclude({
      departure: replayedOf(replay) ?? departure,
      clock: replay.clock,
      watches: [...earlier, ...watches],
      ...(recordedEnd(replay, departure) && { meaning: "that of the recorded watch" }),
    });
    if (departure.by !== "ends" || index === count - 1) return code;
    earlier.push(...watches);
  }
}

function sessionOf(
  replay: Replay,
  { title }: Header,
  options: ReplayOptions,
  isLater: boolean,
): Session {
  const { clock, usuals, changeSpeed } = replay;
  return {
    watcher: replay,
    clock,
    usuals,
    changeSpeed,
    title: `${title} · replay`,
    speed: options.speed,
    isStdinUsed: false,
    view: options,
    isLater,
  };
}

/** How the recorded watch was left, where it is played to where the recording ends. */
function replayedOf(replay: Replay): LeftBy | undefined {
  const end = replay.end();
  return end === "cutOff" ? { by: end } : end;
}

/** How the recorded watch was left, where it is played to its end. */
function recordedEnd(replay: Replay, { by }: Departure) {
  const end = replay.end();
  return by === "bug" || by === "signal" || end === "cutOff" ? undefined : end;
}

/** What the recorded watch came to, where it is played to its end; else what is seen then. */
function codeIn(
  replay: Replay,
  { isStrict }: Header,
  earlier: readonly Watch[],
  departure: Departure,
): number {
  const end = recordedEnd(replay, departure);
  if (end) return end.exitCode;
  const watches = [...earlier, ...replay.snapshot().watches];
  const endings = watches.map(({ ending }) => ending);
  return exitCode(departure, endings, isStrict);
}
