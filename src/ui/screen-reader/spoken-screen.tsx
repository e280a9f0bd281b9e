import { render, Text, useApp, useStdout } from "ink";
import { useEffect, useSyncExternalStore } from "react";
import type { Departure } from "../../exit/exit-code.ts";
import { unfinishedLine } from "../../wording/outcome-line.ts";
import { takeKeyboard } from "../keys/take-keyboard.ts";
import { Keyboard, type Screen } from "../ink/screen.tsx";
import { showTree, type SuspendableProps } from "../ink/shown-tree.ts";
import type { ScreenState } from "../view/store.ts";
import { announce, type AnnounceOptions } from "./announce.ts";

/** What is said, and by whose order. */
export interface SpokenOptions extends Omit<AnnounceOptions, "say"> {
  readonly stdout: NodeJS.WriteStream;
  /** Where keys come from; undefined where there is no keyboard. */
  readonly keyboard: NodeJS.ReadStream | undefined;
  /** A bug of the screen's own wants to leave. */
  readonly leave: (departure: Departure) => void;
}

/**
 * The screen for a screen reader: a line for each change, one after the other, with nothing drawn
 * and nothing drawn again; what is asked of the user stands in the last row.
 */
export function openSpokenScreen(options: SpokenOptions): Screen {
  const { stdout, keyboard, leave } = options;
  takeKeyboard(keyboard);
  const { release, close, closeNow } = showTree(
    stdout,
    keyboard,
    (error) => leave({ by: "bug", error }),
    (Boundary, onSuspendable) =>
      render(
        <Boundary>
          <Spoken {...options} onSuspendable={onSuspendable} />
        </Boundary>,
        {
          stdout,
          ...(keyboard && { stdin: keyboard }),
          interactive: true,
          isScreenReaderEnabled: true,
          exitOnCtrlC: false,
          patchConsole: false,
        },
      ),
  );
  // Lines that have been said stay as they are.
  return { redraw: () => Promise.resolve(), release, close, closeNow };
}

type SpokenProps = SpokenOptions & SuspendableProps;

function Spoken({ onSuspendable, ...options }: SpokenProps) {
  const { watcher, store, clock, usuals, keyboard } = options;
  const { suspendTerminal } = useApp();
  const { write } = useStdout();
  const state = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => onSuspendable(suspendTerminal), [onSuspendable, suspendTerminal]);
  useEffect(() => {
    const say = (line: string) => write(`${line}\n`);
    return announce({ watcher, store, clock, usuals, say });
  }, [watcher, store, clock, usuals, write]);
  return (
    <>
      <Text>{promptText(state)}</Text>
      {keyboard && <Keyboard store={store} />}
    </>
  );
}

/** What is asked of the user; nothing most of the time. */
export function promptText({ view, snapshot }: Pick<ScreenState, "view" | "snapshot">): string {
  const { mode } = view;
  switch (mode.kind) {
    case "quit":
      return `${unfinishedLine(snapshot.watches)}. Press q again to quit, any other key to stay`;
    case "filter":
      return `filter: ${view.filter}, ${view.order.length} of ${snapshot.watches.length}`;
    case "add":
      return mode.problem ?? `add ids: ${mode.text}`;
    case "help":
    case "watch":
      return "";
  }
}
