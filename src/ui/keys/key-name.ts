import type { Key } from "ink";

/** The names of keys that are no characters. */
const named = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageUp"],
  ["pageDown", "pageDown"],
  ["home", "home"],
  ["end", "end"],
  ["return", "enter"],
  ["escape", "escape"],
  ["backspace", "backspace"],
  // What a terminal's Backspace sends is taken for Delete where it is 0x7F.
  ["delete", "backspace"],
] as const satisfies readonly (readonly [keyof Key, string])[];

/** Keys that are control characters, where they come together with others. */
const controls: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\u007F": "backspace",
};

/**
 * The keys of one input event: `up`, `shift+tab`, `ctrl+c`, `q`. Keys pressed so fast that the
 * terminal sends them together are told apart.
 *
 * @param input the characters, as Ink gives them
 */
export function keyNames(input: string, key: Key): readonly string[] {
  if (key.tab) return [key.shift ? "shift+tab" : "tab"];
  const name = named.find(([flag]) => key[flag])?.[1];
  if (name !== undefined) return [name];
  if (key.ctrl) return [`ctrl+${input}`];
  if (key.meta) return [`alt+${input}`];
  return Array.from(input, (character) => controls[character] ?? character);
}
