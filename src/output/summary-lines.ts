import { cutEnd, padEnd, width } from "../text/columns.ts";
import { endingText } from "../wording/event-text.ts";
import { leftText, outcomeLine } from "../wording/outcome-line.ts";
import { progressText } from "../wording/progress-text.ts";
import { lookOf } from "../wording/states.ts";
import { fittedName, watchName } from "../wording/watch-name.ts";
import type { Watch } from "../watch/model/watch.ts";
import { problemsFirst } from "./problems-first.ts";

const longestName = 32;

/**
 * The last state of every id, for the terminal's scrollback: a line each, problems first, within the
 * terminal's size less two lines for the shell's prompt.
 */
export function summaryLines(
  watches: readonly Watch[],
  size: { readonly columns: number; readonly rows: number },
): readonly string[] {
  const sorted = problemsFirst(watches);
  const room = Math.max(1, size.rows - 2);
  const shown = sorted.length <= room ? sorted : sorted.slice(0, room - 1);
  const names = Math.min(longestName, Math.max(0, ...shown.map((one) => width(watchName(one)))));
  const lines = shown.map((watch) => {
    const { glyph } = lookOf(watch);
    return `${glyph} ${padEnd(fittedName(watch, names), names)}  ${stateText(watch)}`;
  });
  const rest = sorted.slice(shown.length);
  const all =
    rest.length > 0 ? [...lines, `… and ${rest.length} more: ${outcomeLine(rest)}`] : lines;
  return all.map((line) => cutEnd(line, size.columns));
}

function stateText(watch: Watch): string {
  const { ending, fault } = watch;
  const reason = fault ? ` (${fault.reason})` : "";
  const state = ending ? endingText(ending) : `${leftText(watch)}${reason}`;
  return [state, progressText(watch)].filter(Boolean).join(", ");
}
