import type { Watch } from "./watch.ts";
import { cellDiff, type Cells, cellsOf } from "./cell-diff.ts";

/** What has come to a terminal since the beginning. */
export interface Traffic {
  /** Ends of synchronized output. */
  readonly frames: number;
  readonly bytes: number;
  /** What a cell diff from each frame to the next takes. */
  readonly diffBytes: number;
  /** How many times of day the end of the first row has shown, at the ends of frames. */
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
  const times = new Set<string>();
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
      times.add(timeOfDayIn(cells));
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
    return { frames, bytes, diffBytes, seconds: times.size };
  };
}

function timeOfDayIn([first = []]: Cells): string {
  const text = first.map((cell) => cell.text).join("");
  return /\d\d:\d\d:\d\d(?=\s*$)/.exec(text)?.[0] ?? "";
}
