import { cleanup, render } from "ink-testing-library";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { App } from "../../src/ui/ink/App.tsx";
import { announce } from "../../src/ui/screen-reader/announce.ts";
import type { Effect } from "../../src/ui/view/action.ts";
import { createScreenStore } from "../../src/ui/view/store.ts";
import { keepingPainter } from "./painted.ts";
import { openReplay } from "../support/recordings.ts";

afterEach(cleanup);

const size = { columns: 80, rows: 24 };

/** The four recorded aggregations, played until a time of day, and the keyboard. */
async function playedUntil(time: string) {
  const { replay, base } = await openReplay("four");
  const leave = new AbortController();
  const run = replay.run(leave.signal).catch(() => undefined);
  onTestFinished(() => {
    leave.abort();
    return run;
  });
  while (replay.clock.now() < Date.parse(`2026-11-23T${time}Z`)) {
    await base.advance(1);
  }
  const effects: Effect[] = [];
  const store = createScreenStore({
    watcher: replay,
    clock: replay.clock,
    userClock: base,
    size,
    hasKeyboard: true,
    tickMs: 1000,
    perform(effect) {
      effects.push(effect);
      if (effect.type === "pause") replay.pause(effect.isPaused);
      if (effect.type === "speed") replay.changeSpeed(effect.to);
    },
  });
  onTestFinished(() => store.close());
  return { replay, store, effects };
}

/** What is on the screen once keys are pressed. */
async function screenAt(time: string, keys: readonly string[] = []) {
  const { replay, store, effects } = await playedUntil(time);
  for (const key of keys) store.press(key);
  const { clock, usuals } = replay;
  const looks = { isAscii: false, isStill: true };
  const { painter, texts } = keepingPainter();
  const shown = { title: "acme · replay", hasKeyboard: true, painter };
  render(<App {...{ store, clock, usuals, looks }} {...shown} />);
  const lines = texts().map((line) => line.trimEnd());
  return { screen: ["", ...lines, ""].join("\n"), effects };
}

test("a moment of a recording: what was seen then, by the clock of then", async () => {
  const { screen } = await screenAt("14:06:15");
  expect(screen).toMatchInlineSnapshot(`
    "
     acme · replay ×20 · 2 running  ✗ 2 problems     rate limited (429): waiting 8s
    ╔═ Workday HR ═════════════════ ▸ 39% ═╗╭─ ServiceNow ───────────────── ! 40% ─╮
    ║ PROCESSING                           ║│ STALLED  no progress for 3m 40s      │
    ║ accts  ━━━━━┈┈┈┈┈┈┈┈ 39% 2,093/5,275 ║│ accts  ━━━━━┈┈┈┈┈┈┈┈ 40% 1,802/4,400 │
    ║ idents ━━━┈┈┈┈┈┈┈┈┈┈ 23%   623/2,627 ║│ idents ━━╸┈┈┈┈┈┈┈┈┈┈ 20%   332/1,591 │
    ║ 4.4/s idents   left 5–20m · by 14:30 ║│ 14:00 ███▃▂········ 14:05            │
    ║ 14:03 ▄▄▄▂▄██ 14:05                  ║│ see Sources > ServiceNow > Import    │
    ║ 1 of 9 deletions done  4.5/s overall ║│ Data > Account Aggregation           │
    ║ ░ rate limited 23s                   ║│ usual gap 14s, longest 42s           │
    ║ 14:06:12  rate limited, 10s          ║│ a stuck task can be cleared there    │
    ║ running 6m 14s          +176 15s ago ║│ running 31m 13s      +277 3m 40s ago │
    ╚════════════ 15s old · resumes in 8s ═╝╰──────────── 15s old · resumes in 8s ─╯
    ╭─ SAP ECC ──────────────────── ▸ 49% ─╮╭─ PeopleSoft ───────────────────── ✗ ─╮
    │ PROCESSING                           ││ COMPLETED WITH ERRORS                │
    │ accts  ━━━━━━┈┈┈┈┈┈┈ 49% 1,803/3,618 ││ accts  ━━━━━━━━━━━━━━━━━ 1,257/1,257 │
    │ idents ━━━━━━┈┈┈┈┈┈┈ 48%   794/1,626 ││ idents ━━━━━━━━━━━━━━━━━     693/693 │
    │ 4.7/s       left 3–15m · 14:09–14:25 ││ 14:00 ██▇▅▆█▃▃ 14:04                 │
    │ 14:01 █▅▅▆▄▄▄▄▂▃▃▆▆ 14:05            ││ task verdict: ERROR                  │
    │ 12 of 44 deletions done              ││ 17 accounts could not be correlated: │
    │ 5.9/s overall     ░ rate limited 23s ││ attribute 'employeeNumber' is        │
    │ 14:06:12  rate limited 3×, 10s       ││ missing.                             │
    │ running 6m 13s           +56 16s ago ││ took 3m 59s                 14:04:00 │
    ╰──────────── 16s old · resumes in 8s ─╯╰─────────────────────────── finished ─╯
     ? help  q quit  Space pause  + - speed  Tab next  z zoom  e events  s sort
    "
  `);
});

test("stopped: the header says so, and the footer how it goes on", async () => {
  const { screen, effects } = await screenAt("14:05:00", [" ", "+"]);
  expect(effects).toEqual([
    { type: "pause", isPaused: true },
    { type: "speed", to: "faster" },
  ]);
  expect(screen).toMatch(/^\n aggwatch · acme · replay ×50 · .* replay paused · 14:05:00\n/);
  expect(screen).toContain(" ? help  q quit  Space resume  + - speed ");
});

test("p stops it as well, and once more lets it go on", async () => {
  const { screen, effects } = await screenAt("14:05:00", ["p", "p"]);
  expect(effects).toEqual([
    { type: "pause", isPaused: true },
    { type: "pause", isPaused: false },
  ]);
  expect(screen).not.toContain("paused");
});

describe("what would ask a tenant", () => {
  test("does nothing, and is not offered", async () => {
    const { screen, effects } = await screenAt("14:06:15", ["r", "w", "a", "x"]);
    expect(effects).toEqual([]);
    expect(screen).toContain("rate limited (429): waiting");
    for (const word of ["refresh", "retry now", "a add", "x drop"]) {
      expect(screen).not.toContain(word);
    }
  });

  test("is not among the keys that the help lists", async () => {
    const { screen } = await screenAt("14:02:00", ["?"]);
    for (const line of [
      "Space p    pause the replay, and resume it",
      "+ -        replay faster, slower",
    ]) {
      expect(screen).toContain(line);
    }
    expect(screen).toMatch(/^ q +quit$/m);
    for (const key of ["w", "r", "p", "a", "x"]) {
      expect(screen).not.toMatch(new RegExp(`^ ${key} +\\w`, "m"));
    }
  });
});

test("q leaves at once: nothing is lost", async () => {
  const { effects } = await screenAt("14:02:00", ["q"]);
  expect(effects).toEqual([{ type: "leave", departure: { by: "quit" } }]);
});

test("a screen reader is told what the keys have done", async () => {
  const { replay, store } = await playedUntil("14:02:00");
  const lines: string[] = [];
  const { clock, usuals } = replay;
  const say = (line: string) => lines.push(line);
  const stop = announce({ watcher: replay, store, clock, usuals, say });
  for (const key of [" ", "+", " "]) store.press(key);
  stop();
  expect(lines.slice(1)).toEqual([
    "replay paused",
    "replay at 50 times its speed",
    "replay resumed",
  ]);
});
