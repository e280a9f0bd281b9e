import { render, useInput, useWindowSize } from "ink";
import { useSyncExternalStore } from "react";
import { asciiLine } from "../lines/ascii.ts";
import { keyNames } from "../keys/key-name.ts";
import { takeKeyboard } from "../keys/take-keyboard.ts";
import { placingStream } from "../ink/placing-stream.ts";
import { Rows } from "../ink/Rows.tsx";
import { showTree } from "../ink/shown-tree.ts";
import { keepCurrent, type Listing } from "./keep-current.ts";
import { type Choice, newPicker, pickerRows, type Pressed } from "./picker.ts";
import { createPickerStore, type PickerStore } from "./picker-store.ts";

/** How the picker is shown. */
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

/**
 * Lets the user pick some of several things with the keyboard, on the terminal's other screen.
 *
 * @returns the ids picked, in the order of the choices, or how the user left
 */
export async function openPicker(
  choices: readonly Choice[],
  options: PickerOptions,
): Promise<Exclude<Pressed, { kind: "picking" }>> {
  const { stdout, keyboard, signal, clock } = options;
  const outcome = Promise.withResolvers<Exclude<Pressed, { kind: "picking" }>>();
  const store = createPickerStore(
    { picker: newPicker(choices), now: clock.elapsed() },
    outcome.resolve,
  );
  const over = new AbortController();
  const keeping = keepCurrent(store, options, over.signal).catch(outcome.reject);
  takeKeyboard(keyboard);
  const { close, closeNow } = showTree(stdout, keyboard, outcome.reject, (Boundary) =>
    render(
      <Boundary>
        <PickerScreen {...options} store={store} />
      </Boundary>,
      {
        stdout: placingStream(stdout),
        stdin: keyboard,
        interactive: true,
        alternateScreen: true,
        exitOnCtrlC: false,
        patchConsole: false,
        isScreenReaderEnabled: false,
      },
    ),
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
  const { columns, rows } = useWindowSize();
  useInput((input, key) => {
    for (const name of keyNames(input, key)) store.press(name);
  });
  const size = { columns, rows };
  const lines = pickerRows(picker, title, size, now);
  return <Rows rows={isAscii ? lines.map(asciiLine) : lines} size={size} hasSpinner={false} />;
}
