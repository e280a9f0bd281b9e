import { useInput, usePaste } from "ink";
import { keyNames } from "../keys/key-name.ts";
import type { ScreenOptions } from "../open-screen.ts";
import type { Painter } from "../paint/painter.ts";
import type { ScreenStore } from "../view/store.ts";
import { App } from "./App.tsx";
import { withoutMouse } from "./without-mouse.ts";
import { type PaintedTree, showPainted } from "./shown-tree.tsx";

/** Takes over a screen whose first frame `painter` has drawn, on the alternate screen. */
export function showScreen(options: ScreenOptions, painter: Painter): PaintedTree {
  const { keyboard, store, leave, hasMouse } = options;
  const keys = keyboard && hasMouse ? withoutMouse(keyboard, (one) => store.point(one)) : keyboard;
  return showPainted(
    <>
      <App {...options} painter={painter} hasKeyboard={keyboard !== undefined} />
      {keyboard && <Keyboard store={store} />}
    </>,
    painter,
    { ...options, keyboard: keys, isTaken: true },
    (error) => leave({ by: "bug", error }),
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
