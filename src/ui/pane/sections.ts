import type { Line } from "../lines/line.ts";

/** A turn in which a part may get up to `rows`; the lower its rank, the earlier it comes. */
export interface Turn {
  readonly rank: number;
  /** All that it can use, unless given. */
  readonly rows?: number;
}

export interface Section {
  /** By rising ranks and rows. */
  readonly turns: readonly Turn[];
  /**
   * Its lines in at most `rows` rows, 1 or more: as many as it can use, and everything in fewer.
   * Without lines, it is left out.
   */
  readonly said: (rows: number) => readonly Line[];
  /** Stands in the blank row above. */
  readonly title?: Line;
  /** Between two parts of one group no row is blank. The last group stands at the bottom. */
  readonly group: string;
}

/** Blank rows come after each part that has anything to say has said it; only then parts grow. */
const gapRank = 20;

/**
 * Stacks parts in exactly `rows` rows. They have their turns by rank; each takes the rows it can use, as long as there are any. So what is shown in fewer rows is shown in
 * more of them too, and no row is blank before each part is shown.
 */
export function stacked(sections: readonly Section[], rows: number): readonly Line[] {
  const said: (readonly Line[])[] = sections.map(() => []);
  let room = rows;
  let gaps: readonly number[] = [];
  for (const { rank, most, index } of turnsOf(sections)) {
    if (room === 0) break;
    if (index === undefined) {
      gaps = gapsOf(sections, said).slice(0, room);
      room -= gaps.length;
      continue;
    }
    const before = said[index] ?? [];
    const own = Math.min(most, before.length + room);
    // What had nothing to say, or could not use all that it was given, has no more in more rows.
    if (own <= before.length || (rank > gapRank && before.length === 0)) continue;
    const lines = sections[index]?.said(own) ?? [];
    said[index] = lines;
    room -= lines.length - before.length;
  }
  const foot = sections.findIndex(({ group }) => group === sections.at(-1)?.group);
  return said.flatMap((lines, index) => {
    if (index === foot) return blanks(room).concat(lines);
    return gaps.includes(index) ? [sections[index]?.title ?? []].concat(lines) : lines;
  });
}

function blanks(rows: number): readonly Line[] {
  return Array.from({ length: rows }, (): Line => []);
}

interface RankedTurn {
  readonly rank: number;
  readonly most: number;
  /** Undefined for the blank rows. */
  readonly index: number | undefined;
}

function turnsOf(sections: readonly Section[]): readonly RankedTurn[] {
  const turns = sections.flatMap(({ turns: own }, index) =>
    own.map(({ rank, rows: most = Infinity }): RankedTurn => ({ rank, most, index })),
  );
  const gaps: RankedTurn = { rank: gapRank, most: 0, index: undefined };
  return [...turns, gaps].toSorted((one, other) => one.rank - other.rank);
}

/** The parts above which a row may be blank. */
function gapsOf(
  sections: readonly Section[],
  said: readonly (readonly Line[])[],
): readonly number[] {
  const shown = [...said.keys()].filter((index) => said[index]?.length);
  const groupAt = (index = -1) => sections.at(index)?.group;
  return shown.filter((index, place) => {
    const group = groupAt(index);
    return place > 0 && group !== groupAt() && group !== groupAt(shown[place - 1]);
  });
}
