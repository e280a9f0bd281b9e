import { padEnd, width } from "../../text/columns.ts";
import { type Line, span, wrapped } from "../lines/line.ts";
import { alwaysKeys, listKeys } from "./keys.ts";

const notes = [
  "The list is read again every 10 seconds: what has ended says so and leaves, what is new comes last.",
  "ACCOUNTS are processed of all new, changed and deleted ones. Unchanged accounts are not counted, " +
    "and there are no totals while a source is read.",
  "STUCK tasks have been pending for over an hour although the tenant no longer knows their " +
    "aggregations.",
] as const;

const blankLine: readonly Line[] = [[]];

/** The keys of the list, and what its columns say. */
export function pickerHelp(columns: number): readonly Line[] {
  const listed = [...listKeys, ...alwaysKeys].flatMap(({ help }) => (help ? [help] : []));
  const keyColumns = Math.max(...listed.map(([keys]) => width(keys)));
  const room = Math.max(1, columns - 2);
  return [
    [span(" KEYS", "strong")],
    ...listed.map(([keys, text]): Line => {
      return [span(` ${padEnd(keys, keyColumns)}`, "strong"), span(`  ${text}`)];
    }),
    ...notes.flatMap((note) => blankLine.concat(wrapped(note, room, "dim").map(indented))),
  ];
}

function indented(line: Line): Line {
  return [span(" "), line].flat();
}
