import { useInput, usePaste } from "ink";
import { useEffect, useReducer } from "react";
import { App, type AppProps } from "./App.tsx";
import { keyNames } from "../keys/key-name.ts";
import { placingStream } from "./placing-stream.ts";
import { type ShownTree, showTree, type Stage } from "./shown-tree.tsx";
import type { ScreenStore } from "../view/store.ts";

export interface ScreenOptions extends Stage, Omit<AppProps, "store" | "hasKeyboard" | "drawing"> {
  readonly store: ScreenStore;
}

export interface Screen extends Pick<ShownTree, "release" | "close" | "closeNow"> {
  /**
   * Draws everything on an empty terminal. Each terminal moves its text in its own way when it is
   * resized, so after that there is nothing to draw differences on.
   */
  redraw(): Promise<void>;
}

const eraseAndGoHome = "\u001B[2J\u001B[H";

/** Shows the screen until it is closed, on the alternate screen: what was there before returns. */
export function openScreen(options: ScreenOptions): Screen {
  const { stdout, leave } = options;
  let drawAnew: (() => void) | undefined;
  const { instance, release, close, closeNow } = showTree(
    <Drawing {...options} onDrawable={(how) => void (drawAnew = how)} />,
    options,
    (error) => leave({ by: "bug", error }),
    {
      stdout: placingStream(stdout),
      alternateScreen: true,
      incrementalRendering: true,
      isScreenReaderEnabled: false,
    },
  );
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

interface DrawingProps extends ScreenOptions {
  /** Takes the way to have everything drawn anew. */
  readonly onDrawable: (drawAnew: () => void) => void;
}

function Drawing({ onDrawable, ...options }: DrawingProps) {
  const [drawing, drawAnew] = useReducer((times: number) => times + 1, 0);
  useEffect(() => onDrawable(drawAnew), [onDrawable]);
  return (
    <>
      <App {...options} drawing={drawing} hasKeyboard={options.keyboard !== undefined} />
      {options.keyboard && <Keyboard store={options.store} />}
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
