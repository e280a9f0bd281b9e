import type { NotStarted } from "../exit/outcome.ts";
import { padEnd, width } from "../text/columns.ts";
import type { Watch } from "../watch/model/watch.ts";
import { columns } from "./markdown/cells.ts";

const shown = ["Aggregation", "Outcome", "Took", "Accounts", "Task counts"] as const;

/**
 * What a start of several sources came to, a row for each: outcome, time and counts; below those that
 * were not started, with why.
 */
export function startTable(
  watches: readonly Watch[],
  notStarted: readonly NotStarted[],
): readonly string[] {
  const rows = watches.filter(({ isAwaited }) => !isAwaited);
  const kept = shown
    .flatMap((head) => columns.find((column) => column.head === head) ?? [])
    .map(({ head, of }, index) => ({
      head: index === 0 ? "SOURCE" : head.toUpperCase(),
      cells: [
        ...rows.map(of),
        ...notStarted.map(({ name }) => [name, notStartedWord][index] ?? ""),
      ],
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const padded = kept.map(({ head, cells }) => {
    const columnWidth = Math.max(...[head, ...cells].map(width));
    return [head, ...cells].map((cell) => padEnd(cell, columnWidth));
  });
  const names = padded[0] ?? [];
  return names.map((name, row) => {
    const reason = notStarted[row - 1 - rows.length]?.reason;
    if (reason !== undefined) return `${name}  ${notStartedWord}: ${reason}`;
    return padded
      .map((column) => column[row])
      .join("  ")
      .trimEnd();
  });
}

/** With the glyph of what was stopped. */
export const notStartedWord = "− not started";
