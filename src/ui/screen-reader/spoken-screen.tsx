import { Text, useStdout } from "ink";
import { useEffect, useSyncExternalStore } from "react";
import { unfinishedLine } from "../../wording/outcome-line.ts";
import { Keyboard } from "../ink/screen.tsx";
import { keyOf } from "../keys/table.ts";
import { showTree } from "../ink/shown-tree.tsx";
import type { Screen, Stage } from "../open-screen.ts";
import { startQuestionText } from "../view/start-question.ts";
import type { ScreenState } from "../view/store.ts";
import { announce, type AnnounceOptions } from "./announce.ts";

export interface SpokenOptions extends Stage, Omit<AnnounceOptions, "say"> {}

/** The screen for a screen reader: a line for each change, never redrawn, and any question below. */
export function openSpokenScreen(options: SpokenOptions): Screen {
  const { stdout, store, leave } = options;
  const tree = showTree(<Spoken {...options} />, options, (error) => leave({ by: "bug", error }), {
    stdout,
    isScreenReaderEnabled: true,
  });
  /** What comes next begins a line of its own, though Ink leaves a question without its end. */
  const endQuestion = () => {
    if (promptText(store.get()) !== "") stdout.write("\n");
  };
  return {
    // Lines that have been said stay as they are.
    redraw: () => undefined,
    async release() {
      const takeBack = await tree.release();
      endQuestion();
      return takeBack;
    },
    async close() {
      await tree.close();
      endQuestion();
    },
    closeNow() {
      tree.closeNow();
      endQuestion();
    },
  };
}

function Spoken({ watcher, store, clock, usuals, keyboard }: SpokenOptions) {
  const { write } = useStdout();
  const state = useSyncExternalStore(store.subscribe, store.get);
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

/** What the user is asked; empty most of the time. */
export function promptText({
  view,
  snapshot,
  keys,
}: Pick<ScreenState, "view" | "snapshot" | "keys">): string {
  const { mode } = view;
  switch (mode.kind) {
    case "quit":
      return `${unfinishedLine(snapshot.watches)}. Press ${keyOf("quit", "live", keys)} again to quit, any other key to stay`;
    case "filter":
      return `filter: ${view.filter}, ${view.order.length} of ${snapshot.watches.length}`;
    case "add":
      return mode.problem ?? `add ids: ${mode.text}`;
    case "page": {
      const { name, address, problem } = mode.page;
      return `${problem}. ${name} in the web UI: ${address}. y copies it, any other key goes back`;
    }
    case "start":
      return startQuestionText(mode.question);
    case "help":
    case "watch":
      return "";
  }
}
