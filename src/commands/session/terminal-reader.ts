import { startAttention } from "../../attention/attention.ts";
import { summaryLines } from "../../output/summary-lines.ts";
import type { Host } from "../../process/host.ts";
import { openKeyboard } from "../../process/keyboard.ts";
import { lineWriter } from "../../process/line-writer.ts";
import { allowSuspension, untilForeground } from "../../process/suspension.ts";
import { onTerminalLost } from "../../process/terminal-lost.ts";
import { forceColor } from "../../ui/color.ts";
import { asciiText } from "../../ui/lines/ascii.ts";
import { holdEvents } from "../../watch/held-events.ts";
import { eventText } from "../../wording/event-text.ts";
import { pages, showsLinks } from "./pages.ts";
import { createPerformer } from "./perform.ts";
import type { Session } from "./session.ts";
import type { Reader } from "./session-reader.ts";
import { isSummaryOnScreen } from "./summary.ts";

const tickMs = 1000;
const roomy = { columns: 80, rows: 24 };
/** A faster clock is drawn no more often than that; the computer's milliseconds. */
const shortestTickMs = 200;

/** Shows a session on the terminal's screen, or reads it aloud. */
export async function openTerminalReader(
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
    perform: (effect) => performer.perform(effect),
    tickMs: Math.max(shortestTickMs, tickMs / speed),
  });
  const closed = new AbortController();
  const performer = createPerformer({
    session,
    host,
    screen: store,
    suspend: () => suspension.suspend(),
    signal: AbortSignal.any([closed.signal, left]),
  });
  const { starter } = performer;
  const stopNoting = held.onEvent(({ event }) => {
    // What is read aloud says it already.
    if (event.type === "deprecated" && !isSpoken) store.notice(eventText(event));
  });
  const stopWarning = session.reactions?.onProblem((problem) => store.notice(problem));
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
      stopWarning?.();
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
      const writeLine = lineWriter(host);
      const shownLines = isSummaryOnScreen(view) ? [] : lines;
      for (const line of shownLines) writeLine(line);
      sayHeld();
    },
  };
}

async function loadSpoken() {
  const { openSpokenScreen } = await import("../../ui/screen-reader/spoken-screen.tsx");
  const { spokenOutcomes } = await import("../../ui/screen-reader/spoken-outcomes.ts");
  return { openSpokenScreen, spokenOutcomes };
}
