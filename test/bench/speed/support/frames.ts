import type { Watch } from "./watch.ts";
import { cellDiff, type Cells, cellsOf } from "./cell-diff.ts";

/** What has come to a terminal since the beginning. */
export interface Traffic {
  /** Ends of synchronized output. */
  readonly frames: number;
  readonly bytes: number;
  /** What a cell diff from each frame to the next takes. */
  readonly diffBytes: number;
  /** From the first time of day that a frame has shown in the first row to the last, both included. */
  readonly seconds: number;
}

/**
 * Counts what comes to a terminal from now on. The emulator's screen is sampled at the end of each
 * frame (mode 2026), and after each chunk that has come, for what is written beside frames.
 */
export function countTraffic(pty: Pick<Watch, "terminal" | "until" | "written">): () => Traffic {
  const { terminal } = pty;
  const first = pty.written().length;
  let [cells, looks, frames, diffBytes] = [cellsOf(terminal), "", 0, 0];
  let times: readonly number[] = [];
  const sample = () => {
    const now = cellsOf(terminal);
    const diff = cellDiff(cells, now, looks);
    diffBytes += Buffer.byteLength(diff.written);
    ({ looks } = diff);
    cells = now;
  };
  terminal.parser.registerCsiHandler({ prefix: "?", final: "l" }, (parameters) => {
    if (parameters.includes(2026)) {
      frames += 1;
      sample();
      times = [...times.slice(0, 1), ...timesOfDayIn(cells)];
    }
    // The emulator has its own part to do.
    return false;
  });
  void pty.until(() => {
    sample();
    return false;
  });
  return () => {
    const bytes = Buffer.byteLength(pty.written().slice(first));
    const [from = 0, to = from] = times;
    const seconds = times.length === 0 ? 0 : ((to - from + daySeconds) % daySeconds) + 1;
    return { frames, bytes, diffBytes, seconds };
  };
}

const daySeconds = 86_400;

/** The seconds since midnight; none where a row shows no time of day at its end. */
function timesOfDayIn([first = []]: Cells): readonly number[] {
  const text = first.map((cell) => cell.text).join("");
  const parts = /(\d\d):(\d\d):(\d\d)\s*$/.exec(text)?.slice(1).map(Number);
  return parts ? [parts.reduce((sum, part) => 60 * sum + part)] : [];
}
