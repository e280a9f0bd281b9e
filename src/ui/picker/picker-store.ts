import { type Picker, type Pressed, pressed } from "./picker.ts";

/** What is shown at one moment; monotonic milliseconds. */
interface Shown {
  readonly picker: Picker;
  readonly now: number;
}

/** What the picker shows, and all that changes it. */
export type PickerStore = ReturnType<typeof createPickerStore>;

/** @param ends takes what a key that ends the picking comes to */
export function createPickerStore(
  first: Shown,
  ends: (pressed: Exclude<Pressed, { kind: "picking" }>) => void,
) {
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
    press: (key: string) => {
      const next = pressed(shown.picker, key);
      if (next.kind !== "picking") return ends(next);
      show({ ...shown, picker: next.picker });
    },
    change: (to: (picker: Picker) => Picker) => show({ ...shown, picker: to(shown.picker) }),
    tick: (now: number) => show({ ...shown, now }),
  };
}
