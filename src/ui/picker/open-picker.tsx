import { useInput, useWindowSize } from "ink";
import { useSyncExternalStore } from "react";
import { asciiLine } from "../lines/ascii.ts";
import { keyNames } from "../keys/key-name.ts";
import { Painted, type PaintedProps } from "../ink/Painted.tsx";
import { showPainted } from "../ink/shown-tree.tsx";
import { createPainter } from "../paint/painter.ts";
import { keepCurrent, type Listing } from "./keep-current.ts";
import type { Outcome } from "./keys.ts";
import { type Choice, newPicker } from "./picker.ts";
import { helpRoomOf, pickerRows } from "./rows.ts";
import { createPickerStore, type PickerStore } from "./picker-store.ts";

export interface PickerOptions extends Listing {
  readonly title: string;
  readonly isAscii: boolean;
  readonly hasColor: boolean;
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
  const painter = createPainter(stdout, options.hasColor);
  const { close, closeNow } = showPainted(
    <PickerScreen {...options} store={store} painter={painter} />,
    painter,
    options,
    outcome.reject,
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

interface PickerScreenProps extends PickerOptions, Pick<PaintedProps, "painter"> {
  readonly store: PickerStore;
}

function PickerScreen({ store, title, isAscii, painter }: PickerScreenProps) {
  const { picker, now } = useSyncExternalStore(store.subscribe, store.get);
  const size = useWindowSize();
  useInput((input, key) => {
    for (const name of keyNames(input, key)) store.press(name, helpRoomOf(size));
  });
  const lines = pickerRows(picker, title, size, now);
  const rows = isAscii ? lines.map(asciiLine) : lines;
  return <Painted {...{ rows, size, painter }} hasSpinner={false} />;
}
