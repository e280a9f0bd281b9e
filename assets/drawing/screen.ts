import type { Terminal } from "@xterm/headless";
import type { Usual } from "../../src/history/usual.ts";
import type { Clock } from "../../src/time/clock.ts";
import { type Canvas, createPainter } from "../../src/ui/paint/painter.ts";
import { shownRows } from "../../src/ui/screen/shown-rows.ts";
import type { Size } from "../../src/ui/view/layout.ts";
import { createScreenStore, type ScreenStoreDeps } from "../../src/ui/view/store.ts";
import { openEmulator } from "../../test/support/emulator.ts";

/** What a screen shows, and by which clocks. */
export interface Shown extends Pick<ScreenStoreDeps, "watcher" | "userClock"> {
  readonly clock: Clock;
  readonly usuals: ReadonlyMap<string, Usual>;
}

/** The program's own screen on a terminal emulator. */
export interface Screen {
  readonly terminal: Terminal;
  readonly press: (key: string) => void;
  /** Paints what there is to see now. */
  readonly paint: () => Promise<void>;
  readonly close: () => void;
}

export async function openScreen({ usuals, ...shown }: Shown, size: Size): Promise<Screen> {
  const hasKeyboard = true;
  const store = createScreenStore({ ...shown, size, hasKeyboard, perform: ignore, tickMs: 1000 });
  const { terminal, write } = await openEmulator(size);
  let painted = "";
  const canvas: Canvas = {
    write: (bytes: Uint8Array | string) => {
      painted += String(bytes);
      return true;
    },
    writableNeedDrain: false,
    once: (): never => {
      throw new Error("never full");
    },
  };
  const painter = createPainter(canvas, true);
  const looks = { isAscii: false, isStill: false };
  const setting = { clock: shown.clock, looks, title: "acme", hasKeyboard, usuals };
  return {
    terminal,
    press: (key) => store.press(key),
    async paint() {
      painter.paint(shownRows(store.get(), setting).rows, size);
      const bytes = painted;
      painted = "";
      await write(bytes);
    },
    close: () => store.close(),
  };
}

/** Nothing is done beyond the screen. */
function ignore(): void {}
