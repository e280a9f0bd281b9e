import { render, useInput, useWindowSize } from "ink";
import { useSyncExternalStore } from "react";
import { asciiLine } from "../ascii.ts";
import { keyNames } from "../keys/key-name.ts";
import { takeKeyboard } from "../keys/take-keyboard.ts";
import { placingStream } from "../placing-stream.ts";
import { Rows } from "../Rows.tsx";
import {
  type Choice,
  newPicker,
  type Picker,
  pickerRows,
  pressed,
  type Pressed,
} from "./picker.ts";

/** How the picker is shown. */
export interface PickerOptions {
  readonly title: string;
  readonly isAscii: boolean;
  readonly stdout: NodeJS.WriteStream;
  readonly keyboard: NodeJS.ReadStream;
  /** Ends it, as leaving does. */
  readonly signal: AbortSignal;
}

/**
 * Lets the user pick some of several things with the keyboard, on the terminal's other screen.
 *
 * @returns the ids picked, in the order of the choices, or how the user left
 */
export async function openPicker(
  choices: readonly Choice[],
  options: PickerOptions,
): Promise<Exclude<Pressed, { kind: "picking" }>> {
  const { stdout, keyboard, signal } = options;
  const outcome = Promise.withResolvers<Exclude<Pressed, { kind: "picking" }>>();
  const store = createStore(newPicker(choices), outcome.resolve);
  takeKeyboard(keyboard);
  const instance = render(<PickerScreen {...options} store={store} />, {
    stdout: placingStream(stdout),
    stdin: keyboard,
    interactive: true,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: false,
  });
  const leave = () => outcome.resolve({ kind: "left", by: "interrupt" });
  signal.addEventListener("abort", leave, { once: true });
  const left = instance.waitUntilExit().catch(outcome.reject);
  try {
    return await outcome.promise;
  } finally {
    signal.removeEventListener("abort", leave);
    instance.unmount();
    await left;
  }
}

type Store = ReturnType<typeof createStore>;

function createStore(
  first: Picker,
  ends: (pressed: Exclude<Pressed, { kind: "picking" }>) => void,
) {
  const listeners = new Set<() => void>();
  let picker = first;
  return {
    get: () => picker,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    press: (key: string) => {
      const next = pressed(picker, key);
      if (next.kind !== "picking") return ends(next);
      picker = next.picker;
      for (const listener of listeners) listener();
    },
  };
}

function PickerScreen({ store, title, isAscii }: PickerOptions & { readonly store: Store }) {
  const picker = useSyncExternalStore(store.subscribe, store.get);
  const { columns, rows } = useWindowSize();
  useInput((input, key) => {
    for (const name of keyNames(input, key)) store.press(name);
  });
  const size = { columns, rows };
  const lines = pickerRows(picker, title, size);
  return <Rows rows={isAscii ? lines.map(asciiLine) : lines} size={size} hasSpinner={false} />;
}
