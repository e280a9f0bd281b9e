import type { Effect } from "./action.ts";
import type { View } from "./view.ts";

/** The view after a key, and what the key makes happen beyond the screen. */
export interface Reduced {
  readonly view: View;
  readonly effects: readonly Effect[];
}

export function reduced(view: View, ...effects: readonly Effect[]): Reduced {
  return { view, effects };
}
