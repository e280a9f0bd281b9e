import type { Instance, useApp } from "ink";
import { bugBoundary } from "./bug-boundary.tsx";

/** Ink's way to give the terminal back for a while. */
type SuspendTerminal = ReturnType<typeof useApp>["suspendTerminal"];

/** What a tree needs to be suspended. */
export interface SuspendableProps {
  /** Takes what gives the terminal back for a while, once the tree has it. */
  readonly onSuspendable: (suspend: SuspendTerminal) => void;
}

/** A tree that Ink shows, and its end. */
export interface ShownTree {
  readonly instance: Instance;
  /** Gives the terminal back for a while; what it returns takes it again and draws anew. */
  readonly release: () => Promise<() => Promise<void>>;
  /**
   * Ends it; the terminal is as it was once that is done.
   *
   * @throws what a component throws meanwhile, once the terminal is given back all the same
   */
  readonly close: () => Promise<void>;
  /** The same without another turn, for a process that ends at once. */
  readonly closeNow: () => void;
}

/** Synchronized output and bracketed paste end, the cursor is shown: DEC's private modes. */
const plainTerminal = "\u001B[?2026l\u001B[?2004l\u001B[?25h";
const leaveOtherScreen = "\u001B[?1049l";

/**
 * Looks after a tree that has just been rendered.
 *
 * @param render is given what the tree has to stand in, and what it hands its way to be suspended to
 * @param failed is told of a bug: an error of the tree's, or an end that nothing asked for
 */
export function showTree(
  stdout: NodeJS.WriteStream,
  keyboard: NodeJS.ReadStream | undefined,
  failed: (error: unknown) => void,
  render: (
    Boundary: ReturnType<typeof bugBoundary>,
    onSuspendable: SuspendableProps["onSuspendable"],
  ) => Instance,
): ShownTree {
  let suspend: SuspendTerminal | undefined;
  let isEnding = false;
  let isReleased = false;
  const instance = render(bugBoundary(failed), (how) => void (suspend = how));
  const left = seeEnd().catch(failed);

  async function seeEnd(): Promise<void> {
    await instance.waitUntilExit();
    if (!isEnding) throw new Error("the screen ended by itself");
  }

  function unmount(): void {
    isEnding = true;
    try {
      // What has been given back is not to be given back over what has been written there since.
      if (isReleased) muted(stdout, () => instance.unmount());
      else instance.unmount();
    } catch (error) {
      stdout.write(plainTerminal + leaveOtherScreen);
      keyboard?.setRawMode(false);
      throw error;
    }
  }

  return {
    instance,
    async release() {
      const suspension = await suspend?.();
      isReleased = true;
      return async () => {
        isReleased = false;
        await suspension?.resume();
      };
    },
    async close() {
      unmount();
      await left;
    },
    closeNow() {
      try {
        unmount();
      } finally {
        stdout.write(plainTerminal);
        keyboard?.setRawMode(false);
      }
    },
  };
}

/** Does something while nothing is written to a stream; who waits for a write is told that it is. */
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
