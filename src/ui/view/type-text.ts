import { UsageError } from "../../system/usage-error.ts";
import type { Effect } from "./action.ts";
import { readAdded } from "./added.ts";
import { rearranged, type Seen } from "./reconcile.ts";
import { type Reduced, reduced } from "./reduced.ts";
import { type View, watching } from "./view.ts";

/** Some thousand ids. */
const longestInput = 100_000;

/** Edits the filter or the ids to add, whichever is being typed. */
export function typed(view: View, edit: (text: string) => string, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind === "filter") {
    const filter = edit(view.filter).replaceAll(/\s+/g, " ").slice(0, longestInput);
    return reduced(rearranged({ ...view, filter }, seen));
  }
  if (mode.kind !== "add") return reduced(view);
  const whole = edit(mode.text);
  const isTooLong = whole.length > longestInput;
  // Half of an id would be another id.
  const text = isTooLong ? whole.slice(0, longestInput).replace(/\S+$/, "") : whole;
  const problem = isTooLong ? "too long: only the beginning is kept" : undefined;
  return reduced({ ...view, mode: { kind: "add", text, problem } });
}

/** Keeps the filter, or adds the ids typed; what is wrong with them is said in their line. */
export function accepted(view: View, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind !== "add") return reduced({ ...view, mode: watching });
  try {
    const { ids, notice } = readAdded(mode.text, seen.snapshot);
    const effects: readonly Effect[] = ids.length > 0 ? [{ type: "add", ids }] : [];
    return reduced({ ...view, mode: watching, notice }, ...effects);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return reduced({ ...view, mode: { ...mode, problem: error.message } });
  }
}
