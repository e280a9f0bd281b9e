import type { Line } from "../lines/line.ts";

export interface Section {
  readonly lines: readonly Line[];
  /** Who gets rows first where there are too few: 0 before 1. */
  readonly priority: number;
  readonly mostRows?: number;
  /** Says more in more rows, up to `mostRows`. */
  readonly grown?: (rows: number) => readonly Line[];
}

/**
 * Stacks parts in exactly `rows` rows, the last one at the bottom. Where they do not all fit, those
 * of lower priority are cut at their end or left out; where there is room, blank rows separate them,
 * then those that can say more grow, and the rest is blank, above the last part.
 */
export function stacked(sections: readonly Section[], rows: number): readonly Line[] {
  const allotted = allot(sections, rows);
  const foot = sections.length - 1;
  let spare = rows - sum(allotted);
  const gaps = allotted.map((own, index) => {
    const isFirst = sum(allotted.slice(0, index)) === 0;
    const gap = own > 0 && !isFirst && index !== foot && spare > 0 ? 1 : 0;
    spare -= gap;
    return gap;
  });
  let toGrow = sections.filter(({ grown }, index) => grown && (allotted[index] ?? 0) > 0).length;
  const blocks = sections.map(({ lines, mostRows = 0, grown }, index) => {
    const own = allotted[index] ?? 0;
    if (!grown || own === 0) return lines.slice(0, own);
    // The last part that grows takes what is left; those before it half of that.
    const part = toGrow === 1 ? spare : Math.floor(spare / 2);
    toGrow -= 1;
    const shown = grown(own + Math.max(0, Math.min(mostRows - own, part)));
    spare -= shown.length - own;
    return shown;
  });
  return blocks.flatMap((block, index) => {
    const blanks = index === foot ? spare : (gaps[index] ?? 0);
    return Array.from({ length: blanks }, (): Line => []).concat(block);
  });
}

function allot(sections: readonly Section[], rows: number): readonly number[] {
  let room = rows;
  const allotted = sections.map(() => 0);
  const byPriority = sections
    .map((section, index) => ({ ...section, index }))
    .toSorted((one, other) => one.priority - other.priority);
  for (const { lines, index } of byPriority) {
    allotted[index] = Math.min(lines.length, room);
    room -= allotted[index];
  }
  return allotted;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
