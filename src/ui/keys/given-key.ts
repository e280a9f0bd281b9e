/** Names as people write them, in lower case, and those of `keyNames`. */
const named: Readonly<Record<string, string>> = {
  space: " ",
  tab: "tab",
  "shift+tab": "shift+tab",
  enter: "enter",
  escape: "escape",
  esc: "escape",
  up: "up",
  down: "down",
  left: "left",
  right: "right",
  pageup: "pageUp",
  pgup: "pageUp",
  pagedown: "pageDown",
  pgdn: "pageDown",
  home: "home",
  end: "end",
  backspace: "backspace",
};

/** What a key may be called in the configuration file, for people. */
export const keyForms =
  "a character, Ctrl- and a letter, Space, Tab, Shift-Tab, Enter, Esc, Backspace, Up, Down, Left, " +
  "Right, PgUp, PgDn, Home or End";

/**
 * A key as the user calls it, by its name of `keyNames`; undefined where there is none. Ctrl-C and
 * Ctrl-Z keep their meanings, and a terminal sends the same for Ctrl-H, -I, -J, -M as for other keys.
 */
export function givenKey(text: string): string | undefined {
  if (text === " " || /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(text)) return text;
  const name = text.toLowerCase().replace(/^(ctrl|shift)-/, "$1+");
  return /^ctrl\+[abd-gk-ln-y]$/.test(name) ? name : named[name];
}
