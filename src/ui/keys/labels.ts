/** How keys that are no characters are called on the screen. */
const labels: Readonly<Record<string, string>> = {
  " ": "Space",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  enter: "Enter",
  escape: "Esc",
  tab: "Tab",
  "shift+tab": "Shift-Tab",
  pageUp: "PgUp",
  pageDown: "PgDn",
  home: "Home",
  end: "End",
  backspace: "Backspace",
};

/** A key by its name of `keyNames`, as people call it: `↑`, `Shift-Tab`, `Ctrl-C`, `q`. */
export function keyLabel(name: string): string {
  const label = labels[name];
  if (label !== undefined) return label;
  const [, letter] = /^ctrl\+(.)$/.exec(name) ?? [];
  return letter === undefined ? name : `Ctrl-${letter.toUpperCase()}`;
}

/**
 * The keys of actions that belong together, the first ones of all before the second ones: `←↓↑→ hjkl`,
 * `PgUp PgDn`, `Enter z`.
 */
export function keysLabel(actions: readonly (readonly string[])[]): string {
  const most = Math.max(0, ...actions.map(({ length }) => length));
  const columns = Array.from({ length: most }, (_, column) =>
    actions.flatMap((keys) => keys[column] ?? []).map(keyLabel),
  );
  return columns.map((all) => all.join(all.every(isPlain) ? "" : " ")).join(" ");
}

/** What can stand beside others without a blank. */
function isPlain(label: string): boolean {
  return /^[\p{L}\p{N}←↓↑→]$/u.test(label);
}
