import { useInput, usePaste } from "ink";
import { createPainter } from "../paint/painter.ts";
import { keyNames } from "../keys/key-name.ts";
import type { ScreenStore } from "../view/store.ts";
import { App, type AppProps, type Looks } from "./App.tsx";
import { type PaintedTree, type Stage, showPainted } from "./shown-tree.tsx";

export interface ScreenOptions
  extends Stage, Omit<AppProps, "store" | "hasKeyboard" | "painter" | "looks"> {
  readonly store: ScreenStore;
  readonly looks: Looks & { readonly hasColor: boolean };
}

export interface Screen extends Pick<PaintedTree, "release" | "close" | "closeNow"> {
  /**
   * Draws everything on an empty terminal. Each terminal moves its text in its own way when it is
   * resized, so after that there is nothing to draw differences on.
   */
  redraw(): void;
}

/** Shows the screen until it is closed, on the alternate screen: what was there before returns. */
export function openScreen(options: ScreenOptions): Screen {
  const { stdout, keyboard, store, leave, looks } = options;
  const painter = createPainter(stdout, looks.hasColor);
  const { release, close, closeNow } = showPainted(
    <>
      <App {...options} painter={painter} hasKeyboard={keyboard !== undefined} />
      {keyboard && <Keyboard store={store} />}
    </>,
    painter,
    options,
    (error) => leave({ by: "bug", error }),
  );
  return { redraw: painter.repaint, release, close, closeNow };
}

/** Hands every key and every pasted text to the store. */
export function Keyboard({ store }: { readonly store: Pick<ScreenStore, "press" | "paste"> }) {
  useInput((input, key) => {
    for (const name of keyNames(input, key)) store.press(name);
  });
  usePaste((text) => store.paste(text));
  return null;
}
