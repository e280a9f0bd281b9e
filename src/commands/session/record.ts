import type { RunInfo, WatchRecording } from "../../recording/recorder.ts";
import type { Clock } from "../../time/clock.ts";
import { momentOf } from "../../watch/model/moment.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { LiveWatcher } from "../../watch/watcher.ts";
import type { Host } from "../../process/host.ts";

export interface Recorder {
  /** Records a watch from its beginning; see `recordWatch`. The clock is the watchers'. */
  begin(
    parts: readonly [LiveWatcher, ...LiveWatcher[]],
    ids: readonly WatchedId[],
    clock: Clock,
    info: Omit<RunInfo, "program">,
  ): WatchRecording;
}

export interface RecordOptions {
  readonly record?: string;
  /** Bytes; 0 for no limit. */
  readonly recordLimit: number;
}

/**
 * Does something while it can be recorded. What could not be written is said once it is over, since
 * until then a screen may be up. Throws UsageError before `work`.
 */
export async function withRecorder<Result>(
  { record: path, recordLimit }: RecordOptions,
  host: Pick<Host, "version" | "clock" | "random" | "stderr" | "lastWrites" | "lifetime">,
  work: (recorder: Recorder | undefined) => Promise<Result>,
): Promise<Result> {
  if (path === undefined) return work(undefined);
  // Most watches are not recorded, and do without.
  const { openRecordingFile } = await import("../../recording/recording-file.ts");
  const { recordWatch } = await import("../../recording/recorder.ts");
  const file = await openRecordingFile(path, recordLimit);
  const run = runName(host);
  try {
    return await work({
      begin(parts, ids, clock, info) {
        const madeFile = file.isNew && ({ madeFile: true } as const);
        const said = { program: host.version, ...info, ...madeFile };
        return recordWatch(parts, ids, said, run, () => momentOf(clock), file);
      },
    });
  } finally {
    const end = (signal: AbortSignal) => file.close(signal);
    const problems = await host.lastWrites.wait("the recording", end, host.lifetime.signal);
    const { notWritten, notCut } = problems ?? {};
    if (notWritten !== undefined) {
      host.stderr.write(
        `aggwatch: the recording could not be written to its end (${notWritten}); ` +
          "what it holds can be replayed\n",
      );
    }
    if (notCut !== undefined) {
      host.stderr.write(
        `aggwatch: the recording is larger than --record-limit: its oldest part could not be ` +
          `cut off (${notCut})\n`,
      );
    }
  }
}

const runNameLength = 5;

/** Tells a run from all others in the same file, and is short, since it may stand in each line. */
function runName({ clock, random }: Pick<Host, "clock" | "random">): string {
  const names = 36 ** runNameLength;
  const one = (clock.now() + Math.floor(random() * names)) % names;
  return one.toString(36).padStart(runNameLength, "0");
}
