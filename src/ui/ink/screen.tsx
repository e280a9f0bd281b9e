import { render, useApp, useInput, usePaste } from "ink";
import { useEffect, useReducer } from "react";
import type { Departure } from "../../exit/exit-code.ts";
import { App, type AppProps } from "./App.tsx";
import { keyNames } from "../keys/key-name.ts";
import { takeKeyboard } from "../keys/take-keyboard.ts";
import { placingStream } from "./placing-stream.ts";
import { type ShownTree, showTree, type SuspendableProps } from "./shown-tree.ts";
import type { ScreenStore } from "../view/store.ts";

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
export interface Screen extends Pick<ShownTree, "release" | "close" | "closeNow"> {
  /**
   * Draws everything anew, from an empty terminal. Terminals move what they show when they are
   * resized, each in its own way, so what has been drawn is no ground to draw changes on.
   */
  redraw(): Promise<void>;
}

/**
 * Shows the screen until it is closed. It takes the terminal's other screen, so that whatever was
 * there before is there again afterwards.
 */
export function openScreen(options: ScreenOptions): Screen {
  const { stdout, keyboard, leave } = options;
  let drawAnew: (() => void) | undefined;
  takeKeyboard(keyboard);
  const tree = showTree(
    stdout,
    keyboard,
    (error) => leave({ by: "bug", error }),
    (Boundary, onSuspendable) =>
      render(
        <Boundary>
          <Terminal
            {...options}
            onSuspendable={onSuspendable}
            onDrawable={(how) => (drawAnew = how)}
          />
        </Boundary>,
        {
          stdout: placingStream(stdout),
          ...(keyboard && { stdin: keyboard }),
          // Whether this is a terminal to draw on has been decided; Ink would also look at CI.
          interactive: true,
          alternateScreen: true,
          incrementalRendering: true,
          exitOnCtrlC: false,
          patchConsole: false,
          isScreenReaderEnabled: false,
        },
      ),
  );
  const { instance, release, close, closeNow } = tree;
  return {
    async redraw() {
      // A frame of the old size may be on its way.
      await instance.waitUntilRenderFlush();
      instance.clear();
      stdout.write(eraseAndGoHome);
      drawAnew?.();
    },
    release,
    close,
    closeNow,
  };
}

/** How the tree and its terminal know of each other. */
interface Wiring extends SuspendableProps {
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
