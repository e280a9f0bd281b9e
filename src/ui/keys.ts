import type { Key } from "ink";
import type { Departure } from "../output/exit-code.ts";

/** A key that does something: how it is recognised, what it does, and how the footer names it. */
interface Binding {
  readonly matches: (input: string, key: Key) => boolean;
  readonly leaves: Departure;
}

/** The one table of keys. */
const bindings: readonly Binding[] = [
  { matches: (input, key) => input === "q" && !key.ctrl && !key.meta, leaves: { by: "quit" } },
  {
    // A terminal in raw mode sends the key, not the signal.
    matches: (input, key) => input === "c" && key.ctrl,
    leaves: { by: "signal", signal: "SIGINT" },
  },
];

/** What a pressed key does; undefined for one that does nothing. */
export function departureOf(input: string, key: Key): Departure | undefined {
  return bindings.find(({ matches }) => matches(input, key))?.leaves;
}
