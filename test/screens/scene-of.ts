import { type Budget, openBudget } from "../../src/client/budget.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import type { Snapshot } from "../../src/watch/model/snapshot.ts";
import type { Size } from "../../src/ui/view/layout.ts";
import type { Scene } from "../../src/ui/view/scene.ts";
import { rearranged } from "../../src/ui/view/reconcile.ts";
import { firstView, type View } from "../../src/ui/view/view.ts";
import { presentAt } from "../../src/ui/view/present.ts";
import { at } from "./story.ts";

export interface SceneOptions {
  readonly size?: Size;
  readonly view?: Partial<View>;
  /** How long a 429 still makes everything wait. */
  readonly closedForMs?: number;
  readonly isPaused?: boolean;
  readonly hasKeyboard?: boolean;
  /** The names of several. */
  readonly tenants?: readonly [string, ...string[]];
}

/** What there is to see at 14:07:31. */
export function sceneOf(watches: readonly Watch[], options: SceneOptions = {}): Scene {
  const { size = { columns: 80, rows: 24 }, view = {}, closedForMs = 0 } = options;
  const { isPaused = false, hasKeyboard = true } = options;
  const { now } = presentAt(at("14:07:31"));
  const budget: Budget = { ...openBudget(), closedUntil: now.elapsed + closedForMs };
  const host = "acme.api.identitynow.com";
  const client = { tenant: undefined, host, budget, signIn: undefined, intervalMs: 5000 };
  const [first = client, ...others] =
    options.tenants?.map((tenant) => ({ ...client, tenant })) ?? [];
  const snapshot: Snapshot = {
    watches,
    clients: [first, ...others],
    isPaused,
    focused: undefined,
  };
  const seen = { snapshot, size };
  return {
    ...seen,
    view: rearranged({ ...firstView, ...view }, seen),
    now,
    title: "acme",
    step: 7,
    hasKeyboard,
    usuals: new Map(),
  };
}
