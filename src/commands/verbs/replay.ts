import { type Departure, signalOf } from "../../exit/exit-code.ts";
import { openRecording, type Recording } from "../../recording/open-recording.ts";
import { createReplay, type Replay, takeStart } from "../../recording/replay.ts";
import { timestamp } from "../../text/time-of-day.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Host } from "../../process/host.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { runSession } from "../session/run-session.ts";
import type { ViewOptions } from "../session/session.ts";
import { withSummary } from "../session/summary.ts";

export interface ReplayOptions extends ViewOptions {
  readonly speed: number;
  /** Which run of the file, from 1 on; the last unless given. */
  readonly run?: number;
}

/** `aggwatch replay FILE`: a recorded watch as it was, with its exit code if played to its end. */
export function replayCommand(path: string, options: ReplayOptions, host: Host): Promise<Outcome> {
  // Each line leaves garbage, and at a high speed there are many.
  host.keepHeapSmall();
  return withSummary(options, host, () => replay(path, options, host));
}

async function replay(path: string, options: ReplayOptions, host: Host): Promise<Outcome> {
  const { signal } = host.lifetime;
  const recording = await unlessAborted(openRecording(path, options.run), signal);
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
  { entries, watches: count }: Recording,
  options: ReplayOptions,
  host: Host,
): Promise<Outcome> {
  const earlier: Watch[] = [];
  for (let index = 0; ; index += 1) {
    const start = await takeStart(entries);
    if (!start) return nothingWatched();
    const replay = createReplay(start, entries, host.clock, options.speed);
    const { speed } = options;
    const { title, isStrict } = start.header;
    const { clock, usuals, changeSpeed } = replay;
    const shown = { title: `${title} · replay`, speed, view: options, isLater: index > 0 };
    await runSession({ watcher: replay, clock, usuals, changeSpeed, ...shown }, host);
    const departure = host.lifetime.departure();
    earlier.push(...replay.snapshot().watches);
    if (replay.end() === "cutOff") {
      const at = timestamp(clock.now());
      host.stderr.write(`aggwatch: the recording ends here: it was cut off at ${at}\n`);
    }
    if (departure.by === "ends" && index < count - 1) continue;
    const outcome = { departure, watches: earlier, isStrict, besides: [], clock };
    return { ...outcome, ...recorded(replay, departure) };
  }
}

function recorded(replay: Replay, { by }: Departure): Pick<Outcome, "leftBy" | "own"> {
  const end = replay.end();
  if (end === undefined || by === "bug" || by === "signal") return {};
  if (end === "cutOff") return { leftBy: { by: end } };
  const { exitCode: code } = end;
  // A recording keeps a signal by its exit code only.
  const signal = end.by === "signal" ? signalOf(code) : undefined;
  return {
    leftBy: { by: end.by, ...(signal && { signal }) },
    own: { code, meaning: "that of the recorded watch" },
  };
}
