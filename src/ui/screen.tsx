import { render, useApp, useInput, usePaste } from "ink";
import { useEffect, useReducer } from "react";
import type { Departure } from "../output/exit-code.ts";
import { App, type AppProps } from "./App.tsx";
import { keyNames } from "./keys/key-name.ts";
import { takeKeyboard } from "./keys/take-keyboard.ts";
import { placingStream } from "./placing-stream.ts";
import type { ScreenStore } from "./view/store.ts";

/** The terminal, and what to show on it. */
export interface ScreenOptions extends Omit<AppProps, "store" | "hasKeyboard" | "drawing"> {
  readonly store: ScreenStore;
  readonly stdout: NodeJS.WriteStream;
  /** Where keys come from; undefined where there is no keyboard. */
  readonly keyboard: NodeJS.ReadStream | undefined;
  /** A bug of the screen's own wants to leave. */
  readonly leave: (departure: Departure) => void;
}

/** A screen that is shown. */
export interface Screen {
  /**
   * Draws everything anew, from an empty terminal. Terminals move what they show when they are
   * resized, each in its own way, so what has been drawn is no ground to draw changes on.
   */
  redraw(): Promise<void>;
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
  let drawAnew: (() => void) | undefined;
  const wiring: Wiring = {
    onSuspendable: (how) => (suspend = how),
    onDrawable: (how) => (drawAnew = how),
  };
  takeKeyboard(keyboard);
  const instance = render(<Terminal {...options} {...wiring} />, {
    stdout: placingStream(stdout),
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
    async redraw() {
      // A frame of the old size may be on its way.
      await instance.waitUntilRenderFlush();
      instance.clear();
      stdout.write(eraseAndGoHome);
      drawAnew?.();
    },
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

/** How the tree and its terminal know of each other. */
interface Wiring {
  /** Is told how the terminal can be given back for a while. */
  readonly onSuspendable: (suspend: SuspendTerminal) => void;
  /** Is told how to have everything drawn anew. */
  readonly onDrawable: (drawAnew: () => void) => void;
}

const eraseAndGoHome = "\u001B[2J\u001B[H";

function Terminal({ onSuspendable, onDrawable, ...options }: ScreenOptions & Wiring) {
  const { suspendTerminal } = useApp();
  const [drawing, drawAnew] = useReducer((times: number) => times + 1, 0);
  const { store, keyboard } = options;
  useEffect(() => onSuspendable(suspendTerminal), [onSuspendable, suspendTerminal]);
  useEffect(() => onDrawable(drawAnew), [onDrawable]);
  return (
    <>
      <App {...options} drawing={drawing} hasKeyboard={keyboard !== undefined} />
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
