import type { Kind } from "../../ui/keys/binding.ts";
import { bindingsFor } from "../../ui/keys/table.ts";
import type { Block } from "../page.ts";

/** `aggwatch help keys`. */
export const keys: readonly Block[] = [
  "On the screen of a watch; ? shows them there:",
  keysOf("live"),
  "On the screen of a replay:",
  keysOf("replay"),
];

function keysOf(kind: Kind): Block {
  return bindingsFor(kind).flatMap(({ help }) => (help ? [help] : []));
}
