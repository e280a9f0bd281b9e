import { bindings } from "../../ui/keys/table.ts";
import type { Block } from "../page.ts";

/** `aggwatch help keys`, from the table by which keys are handled. */
export const keys: readonly Block[] = [
  "On the screen of a watch; ? shows them there:",
  bindings.flatMap(({ help }) => (help ? [help] : [])),
];
