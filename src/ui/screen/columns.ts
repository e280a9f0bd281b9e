import { width } from "../../text/columns.ts";
import { lookOf } from "../../wording/states.ts";
import { watchName } from "../../wording/watch-name.ts";
import { remembered } from "../../system/remembered.ts";
import type { Watch } from "../../watch/model/watch.ts";
import {
  accountsCell,
  ageCell,
  barCell,
  type Cell,
  identitiesCell,
  leftCell,
  percentCell,
  rateCell,
  runningCell,
  stateCell,
} from "./cells.ts";

export interface Column {
  readonly title: string;
  readonly columns: number;
  readonly cell: Cell;
  readonly isRight?: true;
}

/** From left to right, and how wide the names before them are. */
export interface Columns {
  readonly nameColumns: number;
  readonly columns: readonly Column[];
}

/** Focus, glyph and a blank. */
const leadColumns = 3;
const shortestName = 8;
const readableName = 16;
const longestName = 40;
const shortestState = 10;
const longestState = 24;
const shortestBar = 9;
const longestBar = 40;

/** Most important first: where it is narrow the last ones go. */
const byImportance: readonly Column[] = [
  { title: "", columns: 4, isRight: true, cell: percentCell },
  { title: "DONE/TOTAL", columns: 13, isRight: true, cell: accountsCell },
  { title: "LEFT", columns: 7, isRight: true, cell: leftCell },
  { title: "AGE", columns: 4, isRight: true, cell: ageCell },
  { title: "RATE", columns: 7, isRight: true, cell: rateCell },
  { title: "ACCOUNTS", columns: shortestBar, cell: barCell },
  { title: "IDENTITIES", columns: 13, isRight: true, cell: identitiesCell },
  { title: "RUNNING", columns: 7, isRight: true, cell: runningCell },
];
const shownOrder = ["ACCOUNTS", "", "DONE/TOTAL", "IDENTITIES", "RATE", "LEFT", "RUNNING", "AGE"];

/**
 * The columns that have room; what is left goes to the names, as far as they need it, then to the
 * bars. It depends on all ids, so that nothing moves when the table is scrolled.
 */
export function columnsFor(watches: readonly Watch[], columns: number): Columns {
  const state = { title: "STATE", columns: stateColumns(watches, columns), cell: stateCell };
  const wanted = Math.min(longestName, Math.max(shortestName, longestOf(watches).name));
  let room = columns - leadColumns - state.columns - 1;
  let nameColumns = Math.max(0, Math.min(room, shortestName));
  room -= nameColumns;
  const chosen: Column[] = [];
  for (const column of byImportance) {
    // A readable name matters more than a bar.
    const name = column.cell === barCell ? Math.min(wanted, readableName) : nameColumns;
    const left = room - (name - nameColumns) - column.columns - 1;
    if (left < 0) continue;
    room = left;
    nameColumns = name;
    chosen.push(column);
  }
  const more = Math.max(0, Math.min(wanted - nameColumns, room));
  nameColumns += more;
  const barColumns = Math.min(longestBar, shortestBar + room - more);
  const widened = (column: Column): Column =>
    column.cell === barCell ? { ...column, columns: barColumns } : column;
  const shown = chosen
    .map(widened)
    .toSorted((one, other) => shownOrder.indexOf(one.title) - shownOrder.indexOf(other.title));
  return { nameColumns, columns: [state, ...shown] };
}

/** As wide as the longest word; only an unknown status may be cut. */
function stateColumns(watches: readonly Watch[], columns: number): number {
  const { state } = longestOf(watches);
  return Math.min(Math.max(shortestState, state), longestState, columns - leadColumns);
}

/** Columns of a name and of a state. */
interface Widths {
  readonly name: number;
  readonly state: number;
}

const longestOf: (watches: readonly Watch[]) => Widths = remembered((watches) => {
  let [name, state] = [0, 0];
  for (const watch of watches) {
    const own = widthsOf(watch);
    name = Math.max(name, own.name);
    state = Math.max(state, own.state);
  }
  return { name, state };
});

const widthsOf: (watch: Watch) => Widths = remembered((watch) => ({
  name: width(watchName(watch)),
  state: width(lookOf(watch).shortWord),
}));
