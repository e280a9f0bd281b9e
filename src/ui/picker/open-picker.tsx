import { useInput, useWindowSize } from "ink";
import { useSyncExternalStore } from "react";
import { asciiLine } from "../lines/ascii.ts";
import { keyNames } from "../keys/key-name.ts";
import { placingStream } from "../ink/placing-stream.ts";
import { Rows } from "../ink/Rows.tsx";
import { showTree } from "../ink/shown-tree.tsx";
import { keepCurrent, type Listing } from "./keep-current.ts";
import { type Choice, newPicker, type Outcome, pickerRows } from "./picker.ts";
import { createPickerStore, type PickerStore } from "./picker-store.ts";

export interface PickerOptions extends Listing {
  readonly title: string;
  readonly isAscii: boolean;
  readonly stdout: NodeJS.WriteStream;
  readonly keyboard: NodeJS.ReadStream;
  /** Ends it, as leaving does. */
  readonly signal: AbortSignal;
  /** Calls `undo` where the process ends without another turn; returns how to stop that. */
  readonly onHaste: (undo: () => void) => () => void;
}

/** Lets the user pick some choices, on the terminal's alternate screen. */
export async function openPicker(
  choices: readonly Choice[],
  options: PickerOptions,
): Promise<Outcome> {
  const { stdout, signal, clock } = options;
  const outcome = Promise.withResolvers<Outcome>();
  const first = { picker: newPicker(choices), now: clock.elapsed() };
  const store = createPickerStore(first, outcome.resolve);
  const over = new AbortController();
  const keeping = keepCurrent(store, options, over.signal).catch(outcome.reject);
  const { close, closeNow } = showTree(
    <PickerScreen {...options} store={store} />,
    options,
    outcome.reject,
    { stdout: placingStream(stdout), alternateScreen: true, isScreenReaderEnabled: false },
  );
  const stopHurrying = options.onHaste(closeNow);
  const leave = () => outcome.resolve({ kind: "left", by: "interrupt" });
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await outcome.promise;
  } finally {
    signal.removeEventListener("abort", leave);
    over.abort();
    await close();
    stopHurrying();
    await keeping;
  }
}

function PickerScreen({ store, title, isAscii }: PickerOptions & { readonly store: PickerStore }) {
  const { picker, now } = useSyncExternalStore(store.subscribe, store.get);
  const size = useWindowSize();
  useInput((input, key) => {
    for (const name of keyNames(input, key)) store.press(name);
  });
  const lines = pickerRows(picker, title, size, now);
  return <Rows rows={isAscii ? lines.map(asciiLine) : lines} size={size} hasSpinner={false} />;
}
