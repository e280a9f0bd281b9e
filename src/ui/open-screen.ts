import type { Departure } from "../exit/exit-code.ts";
import { createPainter } from "./paint/painter.ts";
import {
  leaveMouse,
  leaveOtherScreen,
  plainTerminal,
  takeMouse,
  takeScreen,
} from "./paint/terminal-modes.ts";
import { type Looks, type Setting, shownRows } from "./screen/shown-rows.ts";
import type { ScreenStore } from "./view/store.ts";

/** The terminal that a screen takes, and the way out of it. */
export interface Stage {
  readonly stdout: NodeJS.WriteStream;
  /** Undefined where there is no keyboard. */
  readonly keyboard: NodeJS.ReadStream | undefined;
  /** Takes a bug of the screen's own. */
  readonly leave: (departure: Departure) => void;
}

export interface ScreenOptions extends Stage, Omit<Setting, "hasKeyboard" | "looks"> {
  readonly store: ScreenStore;
  readonly looks: Looks & { readonly hasColor: boolean };
  /** Whether to report clicks and the wheel; the terminal then selects text only with Shift. */
  readonly hasMouse?: boolean;
  /** Settles when first answers that come soon have come: loading Ink would hold them up. */
  readonly answered: () => Promise<void>;
}

export interface Screen {
  /**
   * Draws everything on an empty terminal. Each terminal moves its text in its own way when it is
   * resized, so after that there is nothing to draw differences on.
   */
  redraw(): void;
  /** Gives the terminal back for a while; the result takes it again and draws anew. */
  release(): Promise<() => Promise<void>>;
  /** Gives the terminal back, then throws what a component throws meanwhile. */
  close(): Promise<void>;
  /** The same without another turn, for a process that ends at once. */
  closeNow(): void;
}

/**
 * Shows the screen until it is closed, on the alternate screen: what was there before returns. Its
 * first frame is drawn before Ink and React are loaded, which takes longer than all before it; keys
 * that come meanwhile wait in the terminal.
 */
export function openScreen(options: ScreenOptions): Screen {
  const { stdout, keyboard, store, looks, leave } = options;
  const painter = createPainter(stdout, looks.hasColor);
  let tree: Omit<Screen, "redraw"> | undefined;
  let isOver = false;
  const hasMouse = options.hasMouse === true && keyboard !== undefined;

  function mouse(isTaken: boolean): void {
    if (hasMouse) stdout.write(isTaken ? takeMouse : leaveMouse);
  }

  function paint(take: () => void = () => undefined): void {
    const state = store.get();
    const { rows } = shownRows(state, { ...options, hasKeyboard: keyboard !== undefined });
    take();
    painter.paint(rows, state.size);
  }

  function takeTerminal(): void {
    // Until Ink asks for that, the terminal would echo keys into the frame, and act on Ctrl-Z.
    keyboard?.setRawMode(true);
    stdout.write(takeScreen);
    mouse(true);
  }

  async function showTree(): Promise<void> {
    await options.answered();
    const { showScreen } = await import("./ink/screen.tsx");
    stopPainting();
    if (!isOver) tree = showScreen(options, painter);
  }

  function giveBack(): void {
    stopPainting();
    painter.pause();
    stdout.write(plainTerminal + leaveOtherScreen);
    keyboard?.setRawMode(false);
  }

  // Where the rows cannot be made, the terminal stays as it was.
  paint(takeTerminal);
  const stopPainting = store.subscribe(() => paint());
  const loading = showTree().catch((error: unknown) => leave({ by: "bug", error }));
  return {
    redraw: painter.repaint,
    async release() {
      await loading;
      mouse(false);
      const takeBack = await tree?.release();
      return async () => {
        await takeBack?.();
        mouse(true);
      };
    },
    async close() {
      isOver = true;
      mouse(false);
      if (tree) await tree.close();
      else giveBack();
    },
    closeNow() {
      isOver = true;
      mouse(false);
      if (tree) tree.closeNow();
      else giveBack();
    },
  };
}
