import type { Kind } from "../ui/keys/binding.ts";
import { changeableActions } from "../ui/keys/changes.ts";
import { keysLabel } from "../ui/keys/labels.ts";
import { bindingsFor, type KeyChanges } from "../ui/keys/table.ts";
import type { Items } from "./page.ts";

/** The tables of keys in the manual, with the user's own keys. */
export function keyTables(changes?: KeyChanges): Readonly<Record<string, Items>> {
  return {
    "keys-live": keysOf("live", changes),
    "keys-replay": keysOf("replay", changes),
    "key-actions": changeableActions.map(
      (action) => [action, keysOfAction(action, changes) || "none"] as const,
    ),
  };
}

function keysOf(kind: Kind, changes?: KeyChanges): Items {
  return bindingsFor(kind, changes).flatMap(({ help }) => (help ? [help] : []));
}

function keysOfAction(action: string, changes?: KeyChanges): string {
  const bindings = [...bindingsFor("live", changes), ...bindingsFor("replay", changes)];
  return keysLabel([bindings.find((one) => one.isChangeable && one.name === action)?.keys ?? []]);
}
