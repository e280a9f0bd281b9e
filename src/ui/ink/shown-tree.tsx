import { render, type RenderOptions, useApp } from "ink";
import { type ReactNode, useEffect } from "react";
import type { Stage } from "../open-screen.ts";
import type { Painter } from "../paint/painter.ts";
import { leaveOtherScreen, plainTerminal } from "../paint/terminal-modes.ts";
import { bugBoundary } from "./bug-boundary.tsx";
import { modesOnly } from "./modes-only.ts";

type SuspendTerminal = ReturnType<typeof useApp>["suspendTerminal"];

export type PaintedTree = ReturnType<typeof showPainted>;

interface PaintedStage extends Omit<Stage, "leave"> {
  /** The alternate screen is shown already, without a cursor. */
  readonly isTaken?: boolean;
}

/** Shows a tree whose rows `painter` draws, on the alternate screen; otherwise as `showTree`. */
export function showPainted(
  tree: ReactNode,
  painter: Painter,
  stage: PaintedStage,
  failed: (error: unknown) => void,
) {
  const { release, close, closeNow } = showTree(tree, stage, failed, {
    stdout: modesOnly(stage.stdout, stage.isTaken === true),
    alternateScreen: true,
    isScreenReaderEnabled: false,
  });
  return {
    release: async () => {
      painter.pause();
      const takeBack = await release();
      return async () => {
        await takeBack();
        painter.resume();
      };
    },
    close: () => {
      painter.pause();
      return close();
    },
    closeNow: () => {
      painter.pause();
      closeNow();
    },
  };
}

/** Shows a tree until closed; `failed` takes an error of the tree's, or an end not asked for. */
export function showTree(
  tree: ReactNode,
  { stdout, keyboard }: Omit<Stage, "leave">,
  failed: (error: unknown) => void,
  options: RenderOptions,
) {
  let suspend: SuspendTerminal | undefined;
  let isEnding = false;
  let isReleased = false;
  // Ink asks for raw mode after its first frame. Until then the terminal would echo what is typed
  // into the frame, and act on Ctrl-Z itself.
  keyboard?.setRawMode(true);
  const Boundary = bugBoundary(failed);
  const instance = render(
    <Boundary>
      <Suspendable onSuspendable={(how) => void (suspend = how)} />
      {tree}
    </Boundary>,
    {
      stdout,
      ...(keyboard && { stdin: keyboard }),
      // That this is a terminal to draw on has been decided; Ink would also consult CI.
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
      ...options,
    },
  );
  const left = seeEnd().catch(failed);

  async function seeEnd(): Promise<void> {
    await instance.waitUntilExit();
    if (!isEnding) throw new Error("the screen ended by itself");
  }

  function unmount(): void {
    isEnding = true;
    try {
      // A terminal already given back must not be restored over what was written to it since.
      if (isReleased) muted(stdout, () => instance.unmount());
      else instance.unmount();
    } catch (error) {
      stdout.write(plainTerminal + leaveOtherScreen);
      keyboard?.setRawMode(false);
      throw error;
    }
  }

  return {
    /** Gives the terminal back for a while; the result takes it again and draws anew. */
    release: async () => {
      const suspension = await suspend?.();
      isReleased = true;
      return async () => {
        isReleased = false;
        await suspension?.resume();
      };
    },
    /** Gives the terminal back, then throws what a component throws meanwhile. */
    close: async () => {
      unmount();
      await left;
    },
    /** The same without another turn, for a process that ends at once. */
    closeNow: () => {
      try {
        unmount();
      } finally {
        stdout.write(plainTerminal);
        keyboard?.setRawMode(false);
      }
    },
  };
}

/** Hands over Ink's way to suspend, which only a component can have. */
function Suspendable({
  onSuspendable,
}: {
  readonly onSuspendable: (suspend: SuspendTerminal) => void;
}) {
  const { suspendTerminal } = useApp();
  // Braces: React would call what the effect returns.
  useEffect(() => {
    onSuspendable(suspendTerminal);
  }, [onSuspendable, suspendTerminal]);
  return null;
}

/** Runs `action` with writes to the stream discarded, and their callbacks called all the same. */
function muted(stream: NodeJS.WriteStream, action: () => void): void {
  const write = stream.write.bind(stream);
  stream.write = (...args: unknown[]) => {
    const done = args.find((one): one is () => void => typeof one === "function");
    if (done) queueMicrotask(done);
    return true;
  };
  try {
    action();
  } finally {
    stream.write = write;
  }
}
