import { padEnd, width } from "../../text/columns.ts";
import { conditionLooks } from "../../wording/states.ts";
import type { Kind } from "./binding.ts";
import { bindingsFor, type KeyChanges } from "./table.ts";
import type { Size } from "../view/layout.ts";
import { block, fitted, type Line, lineWidth, span, wrapped } from "../lines/line.ts";

const counted =
  "The counts are those of new, changed and deleted accounts. Unchanged accounts are not counted, " +
  "so the web UI's Accounts Scanned is another number.";
const betweenColumns = 4;

/** The keys, the states and what is counted, one below the other or side by side. */
export function helpLines(
  columns: number,
  kind: Kind = "live",
  changes?: KeyChanges,
): readonly Line[] {
  const room = columns - 2;
  const keys = keyLines(kind, changes);
  const states = stateLines();
  const keysWidth = Math.max(...keys.map(lineWidth));
  const statesWidth = Math.max(...states.map(lineWidth));
  const note = wrapped(counted, Math.max(1, room), "dim");
  if (keysWidth + betweenColumns + statesWidth > room) {
    return [...keys, [], ...states, [], ...note].map(indented);
  }
  const rows = Math.max(keys.length, states.length);
  const beside = Array.from({ length: rows }, (_, row): Line => [
    ...fitted(keys[row] ?? [], keysWidth + betweenColumns),
    ...(states[row] ?? []),
  ]);
  return [...beside, [], ...note].map(indented);
}

/** The part of the help that has room, from row `top` on: exactly `size.rows` of `size.columns`. */
export function helpRows(
  top: number,
  size: Size,
  kind: Kind,
  changes?: KeyChanges,
): readonly Line[] {
  const lines = helpLines(size.columns, kind, changes);
  const first = Math.max(0, Math.min(top, lines.length - size.rows));
  return block(lines.slice(first), size);
}

function indented(line: Line): Line {
  return line.length === 0 ? [] : [span(" "), ...line];
}

function keyLines(kind: Kind, changes?: KeyChanges): readonly Line[] {
  const listed = bindingsFor(kind, changes).flatMap(({ help }) => (help ? [help] : []));
  const columns = Math.max(...listed.map(([keys]) => width(keys)));
  return [
    [span("KEYS", "strong")],
    ...listed.map(([keys, text]) => [span(padEnd(keys, columns), "strong"), span(`  ${text}`)]),
  ];
}

function stateLines(): readonly Line[] {
  return [
    [span("STATES", "strong")],
    ...Object.entries(conditionLooks).map(([condition, look]) => {
      const { glyph, word, shortWord = word, tone } = look;
      // On the screen the API's own word stands there.
      return [
        span(glyph, tone),
        span(` ${condition === "unknown" ? "another status" : shortWord}`),
      ];
    }),
  ];
}
