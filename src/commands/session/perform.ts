import { osc } from "../../text/osc.ts";
import type { Host } from "../../process/host.ts";
import type { Effect } from "../../ui/view/action.ts";
import type { ScreenStore } from "../../ui/view/store.ts";
import { createStarter, type Starter } from "../starting/start-another.ts";
import { openSource } from "./open-source.ts";
import type { Session } from "./session.ts";
import { statusLine } from "./status-line.ts";

export interface PerformerDeps {
  readonly session: Session;
  readonly host: Pick<Host, "browse" | "lifetime" | "raise" | "stdout">;
  readonly screen: ScreenStore;
  readonly suspend: () => void;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** Does what keys make happen beyond the screen. */
export interface Performer {
  readonly perform: (effect: Effect) => void;
  /** Where there is a tenant to start aggregations in. */
  readonly starter: Starter | undefined;
}

export function createPerformer({
  session,
  host,
  screen,
  suspend,
  signal,
}: PerformerDeps): Performer {
  const { watcher, starts } = session;
  const { browse, lifetime, stdout } = host;
  const starter = starts && createStarter({ watcher, screen, starts, signal });

  function open(id: string): Promise<void> {
    const opening = { watcher, screen, browse, findSource: session.findSource };
    return openSource(id, opening, signal);
  }

  async function begin(work: () => Promise<void> | undefined): Promise<void> {
    // What it says comes after what the key itself does to the screen.
    await Promise.resolve();
    try {
      await work();
    } catch (error) {
      lifetime.leave({ by: "bug", error });
    }
  }

  /** OSC 52 of xterm's control sequences puts a text on the clipboard. */
  function copy(text: string): void {
    stdout.write(osc(`52;c;${Buffer.from(text).toString("base64")}`));
  }

  function perform(effect: Effect): void {
    switch (effect.type) {
      case "refresh":
        return watcher.refresh?.(effect.id);
      case "drop":
        return watcher.drop?.(effect.id);
      case "add":
        return watcher.add?.(effect.ids);
      case "pause":
        return watcher.pause?.(effect.isPaused);
      case "endWait":
        return watcher.endWait?.();
      case "speed":
        return session.changeSpeed?.(effect.to);
      case "suspend":
        return suspend();
      case "open":
        return void begin(() => open(effect.id));
      case "askStart":
        return void begin(() => starter?.ask(effect.id));
      case "start":
        return void begin(() => starter?.start(effect.question));
      case "copy":
        return copy(effect.text);
      case "copyLine": {
        const line = statusLine(session, effect.id);
        return line === undefined ? undefined : copy(line);
      }
      case "leave":
        if (effect.departure.by === "signal") return host.raise(effect.departure.signal);
        return lifetime.leave(effect.departure);
    }
  }

  return { perform, starter };
}
