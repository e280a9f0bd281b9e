import { osc } from "../../text/osc.ts";
import { startAttention } from "../../attention/attention.ts";
import { forceColor } from "../../ui/color.ts";
import { hasLinks } from "../../ui/hyperlinks.ts";
import { startPlainOutput } from "../../output/plain.ts";
import { statusText } from "../../wording/status-text.ts";
import { timestamp } from "../../text/time-of-day.ts";
import { watchName } from "../../wording/watch-name.ts";
import { waitText } from "../../wording/wait-text.ts";
import { eventText } from "../../wording/event-text.ts";
import { summaryLines } from "../../output/summary-lines.ts";
import { asciiText } from "../../ui/lines/ascii.ts";
import type { Effect } from "../../ui/view/action.ts";
import type { Host } from "../../process/host.ts";
import { openKeyboard } from "../../process/keyboard.ts";
import { outputForm } from "./output-form.ts";
import type { Session } from "./session.ts";
import { isSummaryOnScreen } from "./summary.ts";
import { createStarter } from "../starting/start-another.ts";
import { openSource } from "./open-source.ts";
import { allowSuspension, untilForeground } from "../../process/suspension.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { holdEvents } from "../../watch/held-events.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { webPageOf } from "../../watch/model/web-page.ts";

/** What shows a session. */
export interface Reader {
  /** Whether it stays until the user leaves, even when all ids have ended. */
  readonly staysOpen: boolean;
  /** Waits for the starts that the user has asked for; returns whether there were any. */
  readonly startsSettled?: () => Promise<boolean>;
  close(): Promise<void>;
}

const tickMs = 1000;
const roomy = { columns: 80, rows: 24 };
/** A faster clock is drawn no more often than that; the computer's milliseconds. */
const shortestTickMs = 200;

/**
 * What is watched begins once the reader is there, since it must miss nothing; a screen calls `begin`
 * itself, before it loads what it is drawn with, and keeps what happens meanwhile.
 */
export async function openReader(session: Session, host: Host, begin: () => void): Promise<Reader> {
  const { watcher, clock, usuals, view } = session;
  switch (outputForm(view, host)) {
    case "tui":
      return openTerminalReader(session, host, begin);
    case "plain": {
      const pageOf = pages(session, host);
      const write = lineWriter(host);
      const close = startPlainOutput(watcher, clock, usuals, write, view.heartbeat, pageOf);
      return lineReader(session, host, close);
    }
    case "ndjson":
      return lineReader(session, host, await openNdjson(session, host));
    case "quiet":
      return lineReader(session, host, tellWaits(session, host));
  }
}

function lineReader({ watcher }: Session, { jobs }: Host, close: Reader["close"]): Reader {
  const stopListening = jobs?.onContinue(() => watcher.interrupt?.());
  return {
    staysOpen: false,
    close: () => {
      stopListening?.();
      return close();
    },
  };
}

/** Writes nothing to stdout; what delays the exit code is said on stderr. */
function tellWaits({ watcher }: Session, { stderr }: Host): Reader["close"] {
  const stop = watcher.onEvent(({ at, event }) => {
    if (event.type === "wait") stderr.write(`aggwatch: ${waitText(event, at)}\n`);
  });
  return () => Promise.resolve(stop());
}

async function openNdjson(session: Session, host: Host): Promise<Reader["close"]> {
  const { watcher, clock, usuals, view, isLater = false } = session;
  const { heartbeat: heartbeatMs = 0, polls } = view;
  const options = { version: host.version, heartbeatMs, polls, usuals, isLater };
  const { startNdjsonOutput } = await import("../../output/ndjson/ndjson-output.ts");
  return startNdjsonOutput(watcher, clock, options, lineWriter(host));
}

async function openTerminalReader(
  session: Session,
  host: Host,
  begin: () => void,
): Promise<Reader> {
  const { watcher, clock, title, speed, isStdinUsed = false, usuals, view } = session;
  const { firstRequests } = session;
  const { env, stdin, stdout, jobs } = host;
  const { signal: left, leave } = host.lifetime;
  const color = forceColor({ choice: view.color, env, platform: host.platform });
  host.forceColor(color);
  host.keepHeapSmall();
  await untilForeground(jobs, left);
  const isSpoken = view.screenReader || env["INK_SCREEN_READER"] === "true";
  const held = holdEvents(watcher);
  // Requests under way are lost while the process is stopped, until `suspension` sees to that.
  const stopContinuing = jobs?.onContinue(() => watcher.interrupt?.());
  // What is read aloud begins with the first words.
  if (!isSpoken) {
    begin();
    await firstRequests?.sent();
  }
  const { createScreenStore, openScreen } = await import("../../ui/screens.ts");
  const spoken = isSpoken ? await loadSpoken() : undefined;
  await untilForeground(jobs, left);
  if (!isSpoken) await firstRequests?.answered();
  stopContinuing?.();
  if (left.aborted) return { staysOpen: false, close: () => Promise.resolve() };
  const keyboard = openKeyboard(host, isStdinUsed);
  // A terminal may not know its size; Ink takes the same then.
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const store = createScreenStore({
    watcher,
    clock,
    userClock: host.clock,
    // Nothing is drawn for a screen reader, so nothing can be too small for it.
    size: isSpoken ? roomy : size(),
    hasKeyboard: keyboard !== undefined,
    keys: host.keys,
    perform,
    tickMs: Math.max(shortestTickMs, tickMs / speed),
  });
  const closed = new AbortController();
  const stopNoting = held.onEvent(({ event }) => {
    // What is read aloud says it already.
    if (event.type === "deprecated" && !isSpoken) store.notice(eventText(event));
  });
  const shown = { store, clock, usuals, stdout, keyboard, leave };
  const sayHeld = host.holdMessages();
  // The first frame comes after this: a user may suspend the process as soon as it is seen.
  const suspension = allowSuspension(
    jobs,
    {
      async release() {
        attention.suspend();
        const takeBack = await screen.release();
        return async () => {
          attention.resume();
          await takeBack();
        };
      },
      resumed: () => watcher.interrupt?.(),
      left,
    },
    (error) => leave({ by: "bug", error }),
  );
  const screen = spoken
    ? spoken.openSpokenScreen({ ...shown, watcher })
    : openScreen({
        ...shown,
        title,
        hasMouse: view.mouse,
        tableColumns: view.columns,
        answered: () => firstRequests?.answered() ?? Promise.resolve(),
        looks: {
          isAscii: view.ascii,
          isStill: !view.motion,
          hasColor: color !== "0",
          hasLinks: showsLinks(session, host),
        },
      });
  const attention = startAttention({ ...watcher, onEvent: held.onEvent }, clock, {
    env,
    write: (text) => void stdout.write(text),
    title,
    notify: view.notify,
    paceMs: Math.max(tickMs, shortestTickMs * speed),
  });
  const stopResizing = host.onWindowChange(() => {
    if (!isSpoken) store.resize(size());
    screen.redraw();
  });
  const stopListening = onTerminalLost(keyboard, () => host.raise("SIGHUP"));
  const stopHurrying = host.onHaste(() => {
    attention.stop();
    screen.closeNow();
    sayHeld();
  });

  held.letGo();

  const starter =
    session.starts &&
    createStarter({
      watcher,
      screen: store,
      starts: session.starts,
      signal: AbortSignal.any([closed.signal, left]),
    });

  function open(id: string): Promise<void> {
    const opening = { watcher, screen: store, browse: host.browse, findSource: session.findSource };
    return openSource(id, opening, closed.signal);
  }

  async function begun(work: () => Promise<void> | undefined): Promise<void> {
    // What it says comes after what the key itself does to the screen.
    await Promise.resolve();
    try {
      await work();
    } catch (error) {
      leave({ by: "bug", error });
    }
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
        return suspension.suspend();
      case "open":
        return void begun(() => open(effect.id));
      case "askStart":
        return void begun(() => starter?.ask(effect.id));
      case "start":
        return void begun(() => starter?.start(effect.question));
      case "copy":
        return copy(effect.text);
      case "copyLine": {
        const line = statusLine(session, effect.id);
        return line === undefined ? undefined : copy(line);
      }
      case "leave":
        if (effect.departure.by === "signal") return host.raise(effect.departure.signal);
        return leave(effect.departure);
    }
  }

  /** OSC 52 of xterm's control sequences puts a text on the clipboard. */
  function copy(text: string): void {
    stdout.write(osc(`52;c;${Buffer.from(text).toString("base64")}`));
  }

  return {
    staysOpen: view.stay,
    ...(starter && { startsSettled: starter.settled }),
    async close() {
      closed.abort();
      // A start that is cut off says that it may run after all.
      await starter?.settled();
      stopListening();
      stopResizing();
      stopNoting();
      suspension.stop();
      store.close();
      attention.stop();
      await screen.close();
      stopHurrying();
      if (keyboard !== stdin) keyboard?.destroy();
      const { watches } = watcher.snapshot();
      const drawn = view.ascii ? asciiText : (text: string) => text;
      const lines = spoken
        ? spoken.spokenOutcomes(watches).map(drawn)
        : summaryLines(watches, size(), { drawn, pageOf: pages(session, host) });
      const left = isSummaryOnScreen(view) ? [] : lines;
      for (const line of left) lineWriter(host)(line);
      sayHeld();
    },
  };
}

/** An id's state in one line, as plain output has it, with the whole id. */
function statusLine(
  { watcher, clock, usuals }: Pick<Session, "watcher" | "clock" | "usuals">,
  id: string,
): string | undefined {
  const watch = watcher.watchOf(id);
  if (!watch) return undefined;
  const { intervalMs } = clientOf(watcher.snapshot(), watch);
  const text = statusText(watch, usuals.get(id), clock.elapsed(), intervalMs);
  return [timestamp(clock.now()), watchName(watch), id, text].join("  ");
}

async function loadSpoken() {
  const { openSpokenScreen } = await import("../../ui/screen-reader/spoken-screen.tsx");
  const { spokenOutcomes } = await import("../../ui/screen-reader/spoken-outcomes.ts");
  return { openSpokenScreen, spokenOutcomes };
}

function showsLinks({ view }: Session, { env, stdout }: Pick<Host, "env" | "stdout">): boolean {
  return hasLinks({ choice: view.hyperlinks, env, isTerminal: stdout.isTTY });
}

/** Where the names in lines lead. */
function pages(session: Session, host: Host): (watch: Watch) => string | undefined {
  if (!showsLinks(session, host)) return () => undefined;
  return (watch) => webPageOf(session.watcher.snapshot(), watch);
}

function lineWriter({ stdout }: Pick<Host, "stdout">): (line: string) => void {
  return (line) => void stdout.write(`${line}\n`);
}

/** A terminal that is gone says so by SIGHUP, or without a shell by the end of its keys. */
function onTerminalLost(keyboard: NodeJS.ReadStream | undefined, lost: () => void): () => void {
  const events = ["end", "error", "close"] as const;
  for (const event of events) keyboard?.on(event, lost);
  return () => {
    for (const event of events) keyboard?.off(event, lost);
  };
}
