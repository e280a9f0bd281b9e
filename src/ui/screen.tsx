import { render, useApp, useInput, usePaste, useWindowSize } from "ink";
import { useEffect } from "react";
import type { Departure } from "../output/exit-code.ts";
import { App, type AppProps } from "./App.tsx";
import { keyNames } from "./keys/key-name.ts";
import type { ScreenStore } from "./view/store.ts";

/** The terminal, and what to show on it. */
export interface ScreenOptions extends Omit<AppProps, "store" | "hasKeyboard"> {
  readonly store: ScreenStore;
  readonly stdout: NodeJS.WriteStream;
  /** Where keys come from; undefined where there is no keyboard. */
  readonly keyboard: NodeJS.ReadStream | undefined;
  /** A bug of the screen's own wants to leave. */
  readonly leave: (departure: Departure) => void;
}

/** A screen that is shown. */
export interface Screen {
  /** Gives the terminal back for a while; what it returns takes it again and draws anew. */
  release(): Promise<() => Promise<void>>;
  /** Ends it; the terminal is as it was once that is done. */
  close(): Promise<void>;
}

/**
 * Shows the screen until it is closed. It takes the terminal's other screen, so that whatever was
 * there before is there again afterwards.
 */
export function openScreen(options: ScreenOptions): Screen {
  const { stdout, keyboard, leave } = options;
  let suspend: SuspendTerminal | undefined;
  const instance = render(<Terminal {...options} onSuspendable={(how) => (suspend = how)} />, {
    stdout,
    ...(keyboard && { stdin: keyboard }),
    // Whether this is a terminal to draw on has been decided; Ink would also look at CI.
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: false,
  });
  const left = instance.waitUntilExit().catch((error: unknown) => leave({ by: "bug", error }));
  return {
    async release() {
      const suspension = await suspend?.();
      return async () => suspension?.resume();
    },
    async close() {
      instance.unmount();
      await left;
    },
  };
}

/** Ink's way to give the terminal back for a while. */
export type SuspendTerminal = ReturnType<typeof useApp>["suspendTerminal"];

interface TerminalProps extends ScreenOptions {
  /** Is told how the terminal can be given back for a while. */
  readonly onSuspendable: (suspend: SuspendTerminal) => void;
}

function Terminal({ onSuspendable, ...options }: TerminalProps) {
  const { suspendTerminal } = useApp();
  const { columns, rows } = useWindowSize();
  const { store, keyboard } = options;
  useEffect(() => onSuspendable(suspendTerminal), [onSuspendable, suspendTerminal]);
  useEffect(() => store.resize({ columns, rows }), [store, columns, rows]);
  return (
    <>
      <App {...options} hasKeyboard={keyboard !== undefined} />
      {keyboard && <Keyboard store={store} />}
    </>
  );
}

/** Hands every key and every pasted text to the store. */
export function Keyboard({ store }: { readonly store: Pick<ScreenStore, "press" | "paste"> }) {
  useInput((input, key) => {
    for (const name of keyNames(input, key)) store.press(name);
  });
  usePaste((text) => store.paste(text));
  return null;
}
