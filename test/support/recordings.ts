import { onTestFinished } from "vitest";
import { openRecording } from "../../src/recording/open-recording.ts";
import { createReplay, type Replay, takeStart } from "../../src/recording/replay.ts";
import { type InventedClock, inventedClock } from "./invented/clock.ts";

/** The recordings that `npm run recordings` makes. */
export type RecordingName = "four" | "cut-off";

export function recordingPath(name: RecordingName): string {
  return new URL(`../../assets/recordings/${name}.ndjson`, import.meta.url).pathname;
}

/** A recording to be played on an invented clock. */
export async function openReplay(
  name: RecordingName,
  speed = 20,
): Promise<{ readonly replay: Replay; readonly base: InventedClock }> {
  const { entries, close } = await openRecording(recordingPath(name), undefined);
  onTestFinished(close);
  const start = await takeStart(entries);
  if (!start) throw new Error("no recording");
  const base = inventedClock();
  return { replay: createReplay(start, entries, base, speed), base };
}
