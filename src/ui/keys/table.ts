import type { Action } from "../view/action.ts";
import type { Mode } from "../view/view.ts";
import { remembered } from "../../system/remembered.ts";
import type { Binding, KeyContext, Kind, Row } from "./binding.ts";
import { keyLabel, keysLabel } from "./labels.ts";
import { rows } from "./rows.ts";

/** The keys that the user has given to actions, by their names. */
export type KeyChanges = ReadonlyMap<string, readonly string[]>;

const usualKeys: KeyChanges = new Map();

export function bindingsFor(kind: Kind, changes = usualKeys): readonly Binding[] {
  return tablesOf(changes)[kind];
}

const tablesOf: (changes: KeyChanges) => Readonly<Record<Kind, readonly Binding[]>> = remembered(
  (changes) => ({ live: tableFor("live", changes), replay: tableFor("replay", changes) }),
);

function tableFor(kind: Kind, changes: KeyChanges): readonly Binding[] {
  const own = rows.filter(({ only = kind }) => only === kind);
  const keysOf = (row: Row): readonly string[] =>
    (isChangeable(row) ? changes.get(nameOf(row.action)) : undefined) ?? row.keys;
  const keysOfAll = (names: readonly string[]) =>
    names.map((name) => {
      const row = own.find((one) => isChangeable(one) && nameOf(one.action) === name);
      return row ? keysOf(row) : [];
    });
  const bindings = own.map((row) => bindingOf(row, keysOf(row), keysOfAll));
  return [...bindings, ...closing(bindings)];
}

/** @param keysOfAll the keys of actions, by their names */
function bindingOf(
  row: Row,
  keys: readonly string[],
  keysOfAll: (names: readonly string[]) => readonly (readonly string[])[],
): Binding {
  const { aliases = [], help, helpOf, footer, footerOf, footerKey, ...meaning } = row;
  const helpKeys = keysLabel(helpOf ? keysOfAll(helpOf) : [keys]);
  const firsts = (footerOf ? keysOfAll(footerOf) : [keys]).map((all) =>
    footerKey !== undefined && all.includes(footerKey) ? [footerKey] : all.slice(0, 1),
  );
  const footerKeys = keysLabel(firsts);
  const wordsIn = (context: KeyContext) =>
    typeof footer === "function" ? footer(context) : (footer ?? "");
  return {
    ...meaning,
    name: nameOf(row.action),
    keys: keys === row.keys ? [...keys, ...aliases] : keys,
    isChangeable: isChangeable(row),
    ...(help !== undefined && helpKeys !== "" && { help: [helpKeys, help] as const }),
    ...(footer !== undefined &&
      footerKeys !== "" && { footer: (context) => `${footerKeys} ${wordsIn(context)}` }),
  };
}

/** Those of the ordinary mode, but for the terminal's own. */
function isChangeable({ modes, keys }: Row): boolean {
  return modes.includes("watch") && !keys.some((key) => key === "ctrl+c" || key === "ctrl+z");
}

/** The keys that lead to the help and out of the program close the help, and confirm that one leaves. */
function closing(bindings: readonly Binding[]): readonly Binding[] {
  const keysOf = (names: readonly string[]) =>
    bindings
      .filter((one) => one.isChangeable && names.includes(one.name))
      .flatMap((one) => one.keys);
  const free = (mode: Mode["kind"], keys: readonly string[]) => {
    const own = bindings.filter(({ modes }) => modes.includes(mode));
    const taken = new Set(own.flatMap((one) => one.keys));
    return [...new Set(keys)].filter((key) => !taken.has(key));
  };
  const plain = { isChangeable: false } as const;
  return [
    {
      ...plain,
      name: "back",
      keys: free("help", [...keysOf(["quit", "help"]), "enter"]),
      modes: ["help"],
      action: { type: "back" },
    },
    {
      ...plain,
      name: "leave",
      keys: free("quit", [...keysOf(["quit"]), "y"]),
      modes: ["quit"],
      action: { type: "leave" },
    },
  ];
}

/** What an action is called in the configuration file. */
function nameOf(action: Action): string {
  if (action.type === "move") return action.step;
  return action.type === "speed" ? action.to : action.type;
}

/** The first key of an action, as people call it; empty where the user has left it without one. */
export function keyOf(name: string, kind: Kind = "live", changes?: KeyChanges): string {
  const binding = bindingsFor(kind, changes).find((one) => one.isChangeable && one.name === name);
  const [key] = binding?.keys ?? [];
  return key === undefined ? "" : keyLabel(key);
}

/** What a key, by its name of `keyNames`, does in a mode; undefined for one that does nothing. */
export function actionOf(
  name: string,
  mode: Mode["kind"],
  kind: Kind = "live",
  changes?: KeyChanges,
): Action | undefined {
  const isText = mode === "filter" || mode === "add";
  if (isText && Array.from(name).length === 1) return { type: "text", text: name };
  const binding = bindingsFor(kind, changes).find(
    ({ keys, modes }) => modes.includes(mode) && keys.includes(name),
  );
  if (binding) return binding.action;
  // Asked whether to leave, any other key means stay; an address is shown until a key.
  return mode === "quit" || mode === "page" ? { type: "back" } : undefined;
}
