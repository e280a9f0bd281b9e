import { width } from "../../text/columns.ts";
import { tailsOf } from "../../wording/name-tails.ts";
import { lookOf } from "../../wording/states.ts";
import { watchName } from "../../wording/watch-name.ts";
import { remembered } from "../../system/remembered.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { type ColumnName, columnNames } from "../view/column-names.ts";
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
  /** Where the state and the bar are concerned, the fewest. */
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
/** `2c91…110b` */
const endsOfId = 9;
const shortestState = 10;
const longestState = 24;
const shortestBar = 9;
/** A bar comes before the middle of an id. */
const readableBar = 20;
const longestBar = 40;

const columnsByName: Readonly<Record<ColumnName, Column>> = {
  state: { title: "STATE", columns: shortestState, cell: stateCell },
  accounts: { title: "ACCOUNTS", columns: shortestBar, cell: barCell },
  percent: { title: "%", columns: 4, isRight: true, cell: percentCell },
  done: { title: "DONE/TOTAL", columns: 13, isRight: true, cell: accountsCell },
  identities: { title: "IDENTITIES", columns: 13, isRight: true, cell: identitiesCell },
  rate: { title: "RATE", columns: 7, isRight: true, cell: rateCell },
  left: { title: "LEFT", columns: 7, isRight: true, cell: leftCell },
  running: { title: "RUNNING", columns: 7, isRight: true, cell: runningCell },
  age: { title: "AGE", columns: 4, isRight: true, cell: ageCell },
};

/** Most important first: where it is narrow the last ones go. */
const byImportance: readonly ColumnName[] = [
  "state",
  "percent",
  "done",
  "left",
  "age",
  "accounts",
  "rate",
  "identities",
  "running",
];

/**
 * The columns that have room; what is left goes to the names, as far as they need it, then to the
 * bars. Ids without a name keep their ends, and their middle comes after the bars. It depends on all
 * ids, so that nothing moves when the table is scrolled. Of columns that the user has `chosen`, in
 * their order, the last ones go.
 */
export function columnsFor(
  watches: readonly Watch[],
  columns: number,
  chosen?: readonly ColumnName[],
): Columns {
  const longest = longestOf(watches);
  const widest = Math.min(longestName, Math.max(shortestName, longest.name));
  const wanted = Math.min(widest, Math.max(shortestName, longest.leastName));
  const state = stateColumns(longest.state, columns);
  const leastBar = longest.hasNames ? shortestBar : readableBar;
  let nameColumns = Math.max(0, Math.min(shortestName, columns - leadColumns - state - 1));
  let room = columns - leadColumns - nameColumns;
  const shown = new Map<ColumnName, number>();
  for (const name of chosen ?? byImportance) {
    const isBar = name === "accounts";
    // A readable name matters more than a bar.
    const ownName = isBar ? Math.max(nameColumns, Math.min(wanted, readableName)) : nameColumns;
    const free = room - (ownName - nameColumns) - 1;
    const least = name === "state" ? state : columnsByName[name].columns;
    if (free < least) continue;
    const own = isBar ? Math.min(leastBar, free) : least;
    shown.set(name, own);
    nameColumns = ownName;
    room = free - own;
  }
  const grown = (own: number, most: number) => {
    const more = Math.max(0, Math.min(most - own, room));
    room -= more;
    return own + more;
  };
  nameColumns = grown(nameColumns, wanted);
  growBar(readableBar);
  nameColumns = grown(nameColumns, widest);
  growBar(longestBar);

  function growBar(most: number): void {
    const own = shown.get("accounts");
    if (own !== undefined) shown.set("accounts", grown(own, most));
  }

  const all = (chosen ?? columnNames).flatMap((name): readonly Column[] => {
    const own = shown.get(name);
    return own === undefined ? [] : [{ ...columnsByName[name], columns: own }];
  });
  return { nameColumns, columns: all };
}

/** As wide as the longest word; only an unknown status may be cut. */
function stateColumns(longest: number, columns: number): number {
  return Math.min(Math.max(shortestState, longest), longestState, columns - leadColumns);
}

/** In columns. */
interface Widths {
  readonly name: number;
  /** Where of an id without a name only the ends are shown. */
  readonly leastName: number;
  readonly state: number;
}

const longestOf = remembered((watches: readonly Watch[]) => {
  const tails = tailsOf(watches);
  let [name, leastName, state] = [0, 0, 0];
  for (const watch of watches) {
    const own = widthsOf(watch);
    const tail = tails.size === 0 ? undefined : tails.get(watch.id);
    const more = tail === undefined ? 0 : 1 + tail.length;
    name = Math.max(name, own.name + more);
    leastName = Math.max(leastName, own.leastName + more);
    state = Math.max(state, own.state);
  }
  const hasNames = watches.some(({ label }) => label !== undefined);
  return { name, leastName, state, hasNames };
});

const widthsOf: (watch: Watch) => Widths = remembered((watch) => {
  const name = width(watchName(watch));
  const cut = watch.label === undefined ? Math.max(0, width(watch.id) - endsOfId) : 0;
  return { name, leastName: name - cut, state: width(lookOf(watch).shortWord) };
});
