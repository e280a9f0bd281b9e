import { type HelpRoom, type Outcome, pressed } from "./keys.ts";
import type { Picker } from "./picker.ts";

interface Shown {
  readonly picker: Picker;
  /** Monotonic milliseconds. */
  readonly now: number;
}

export type PickerStore = ReturnType<typeof createPickerStore>;

/** What the picker shows, and all that changes it; `ends` takes how picking ends. */
export function createPickerStore(first: Shown, ends: (outcome: Outcome) => void) {
  const listeners = new Set<() => void>();
  let shown = first;

  function show(next: Shown): void {
    shown = next;
    for (const listener of listeners) listener();
  }

  return {
    get: () => shown,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    press: (key: string, help?: HelpRoom) => {
      const next = pressed(shown.picker, key, help);
      if (next.kind !== "picking") return ends(next);
      show({ ...shown, picker: next.picker });
    },
    change: (to: (picker: Picker) => Picker) => show({ ...shown, picker: to(shown.picker) }),
    tick: (now: number) => show({ ...shown, now }),
  };
}
