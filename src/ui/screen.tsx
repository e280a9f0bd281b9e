import { render, useInput, useWindowSize } from "ink";
import type { Departure } from "../output/exit-code.ts";
import { App, type AppProps } from "./App.tsx";
import { departureOf } from "./keys.ts";

/** The terminal, and what to tell of it. */
export interface ScreenOptions extends Omit<AppProps, "size" | "quitHint"> {
  readonly stdout: NodeJS.WriteStream;
  /** Where keys come from; undefined where there is no keyboard. */
  readonly keyboard: NodeJS.ReadStream | undefined;
  /** A key or a bug of the screen's own wants to leave. */
  readonly leave: (departure: Departure) => void;
}

/**
 * Shows the screen until it is closed. It takes the terminal's other screen, so that whatever was
 * there before is there again afterwards.
 *
 * @returns closes it; the terminal is as it was once that is done
 */
export function openScreen(options: ScreenOptions): () => Promise<void> {
  const { stdout, keyboard, leave } = options;
  const instance = render(<Screen {...options} />, {
    stdout,
    ...(keyboard && { stdin: keyboard }),
    // Whether this is a terminal to draw on has been decided; Ink would also look at CI.
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const left = instance.waitUntilExit().catch((error: unknown) => leave({ by: "bug", error }));
  return async () => {
    instance.unmount();
    await left;
  };
}

function Screen(options: ScreenOptions) {
  const { columns, rows } = useWindowSize();
  const quitHint = options.keyboard ? "q quit" : "Ctrl-C quits";
  return (
    <>
      <App {...options} quitHint={quitHint} size={{ columns, rows }} />
      {options.keyboard && <Keyboard leave={options.leave} />}
    </>
  );
}

function Keyboard({ leave }: Pick<ScreenOptions, "leave">) {
  useInput((input, key) => {
    const departure = departureOf(input, key);
    if (departure) leave(departure);
  });
  return null;
}
