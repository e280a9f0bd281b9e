import type { Key } from "ink";

/** The names of keys that are not characters. */
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
  // Ink takes 0x7F, which a terminal's Backspace sends, for Delete.
  ["delete", "backspace"],
] as const satisfies readonly (readonly [keyof Key, string])[];

/** Keys that are control characters, where they arrive together with others. */
const controls: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\u007F": "backspace",
};

/** Only these have an Escape in front where Alt is held; other keys carry a number. */
const prefixed: ReadonlySet<string> = new Set(["tab", "enter", "escape", "backspace"]);

/**
 * The keys of one input event of Ink's: `up`, `shift+tab`, `ctrl+c`, `q`. Keys pressed fast arrive
 * together and are split. To a terminal Alt is an Escape in front of the key, so it is here.
 */
export function keyNames(input: string, key: Key): readonly string[] {
  const name = nameOf(key);
  const isModifier = name !== undefined && !prefixed.has(name);
  const names = name === undefined ? characterNames(input, key) : [name];
  return key.meta && !isModifier && names.length > 0 ? ["escape", ...names] : names;
}

function nameOf(key: Key): string | undefined {
  if (key.tab) return key.shift ? "shift+tab" : "tab";
  return named.find(([flag]) => key[flag])?.[1];
}

function characterNames(input: string, key: Key): readonly string[] {
  if (key.ctrl) return [`ctrl+${input}`];
  return Array.from(input, (character) => controls[character] ?? characterName(character));
}

/** A control character is a letter with Ctrl held: 0x15 is Ctrl-U. */
function characterName(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? `ctrl+${String.fromCharCode(code + 0x60)}` : character;
}
