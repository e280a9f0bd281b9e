import type { Kind } from "../../ui/keys/binding.ts";
import { changeableActions } from "../../ui/keys/changes.ts";
import { keyForms } from "../../ui/keys/given-key.ts";
import { keysLabel } from "../../ui/keys/labels.ts";
import { bindingsFor, type KeyChanges } from "../../ui/keys/table.ts";
import type { Block } from "../page.ts";

/** Part of a configuration file. */
export const keysExample = ["keys:", "  drop: Ctrl-D", "  events: [e, i]", "  add: []"] as const;

/** `aggwatch help keys`, with the user's own keys. */
export function keys(changes?: KeyChanges): readonly Block[] {
  return [
    "On the screen of a watch; ? shows them there:",
    keysOf("live", changes),
    "On the screen of a replay:",
    keysOf("replay", changes),
    "The configuration file (aggwatch help defaults) can give an action other keys, by its name:",
    { lines: keysExample },
    `A key is ${keyForms}; [] leaves the action without one. Ctrl-C and Ctrl-Z keep their meanings. ` +
      "The actions and their keys:",
    changeableActions.map((action) => [action, keysOfAction(action, changes) || "none"] as const),
  ];
}

function keysOf(kind: Kind, changes?: KeyChanges): Block {
  return bindingsFor(kind, changes).flatMap(({ help }) => (help ? [help] : []));
}

function keysOfAction(action: string, changes?: KeyChanges): string {
  const bindings = [...bindingsFor("live", changes), ...bindingsFor("replay", changes)];
  return keysLabel([bindings.find((one) => one.isChangeable && one.name === action)?.keys ?? []]);
}
