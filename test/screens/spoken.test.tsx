import { expect, test } from "vitest";
import { announce } from "../../src/ui/screen-reader/announce.ts";
import { spokenOutcomes } from "../../src/ui/screen-reader/spoken-outcomes.ts";
import { watchName } from "../../src/wording/watch-name.ts";
import { promptText } from "../../src/ui/screen-reader/spoken-screen.tsx";
import { createScreenStore } from "../../src/ui/view/store.ts";
import { createWatcher } from "../../src/watch/watcher.ts";
import { accounts, answer } from "../support/invented/answers.ts";
import { inventedClock } from "../support/invented/clock.ts";
import { inventedTenant } from "../support/invented/tenant.ts";
import { gallery } from "./gallery.ts";

/** What a screen reader gets to read while two ids are watched. */
async function listening(keys: readonly string[]) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, {
    status: ({ id }, times) => {
      if (id === "b") return answer("COMPLETED", accounts(640, 640));
      if (times === 1) return answer("STARTED");
      return answer("ACCOUNTS_COLLECTED", accounts(times * 100, 5200));
    },
    task: () => ({
      completed: 1,
      completionStatus: "ERROR",
      messages: [{ type: "ERROR", localizedText: { message: "1 account failed" } }],
    }),
  });
  const watcher = createWatcher(
    [
      { id: "a", label: "Workday HR" },
      { id: "b", label: "Okta" },
    ],
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const store = createScreenStore({
    watcher,
    clock,
    userClock: clock,
    size: { columns: 80, rows: 24 },
    hasKeyboard: true,
    tickMs: 1000,
    perform: (effect) => {
      if (effect.type === "pause") watcher.pause(effect.isPaused);
    },
  });
  const lines: string[] = [];
  const stop = announce({
    watcher,
    store,
    clock,
    usuals: new Map(),
    say: (line) => lines.push(line),
  });
  void watcher.run(new AbortController().signal);
  await clock.advance(6000);
  for (const key of keys) {
    store.press(key);
    await clock.advance(0);
  }
  stop();
  return { lines, state: store.get() };
}

test("a line for each change, with nothing drawn, and none for mere progress", async () => {
  const { lines } = await listening([]);
  expect(lines).toEqual([
    "watching 2 aggregations at acme.api.identitynow.com; the question mark lists the keys",
    "Workday HR: first seen: collecting",
    "Okta: verdict error: 1 account failed",
    "Okta: completed with errors before the first check, 640 of 640 accounts",
    "Workday HR: accounts collected, 5,200 accounts to process",
  ]);
});

test("the id that one moves to says its place and how it is", async () => {
  const { lines } = await listening(["tab", "tab"]);
  expect(lines.slice(5)).toEqual([
    "Okta, 2 of 2: completed with errors before the first check, 640 of 640 accounts",
    "Workday HR, 1 of 2: processing, 400 of 5,200 accounts (7 percent)",
  ]);
});

test("Enter says the focused id again, e what happened to it", async () => {
  const { lines, state } = await listening(["enter", "e"]);
  expect(lines.slice(5)).toEqual([
    "Workday HR, 1 of 2: processing, 400 of 5,200 accounts (7 percent)",
    "Workday HR, newest first: accounts collected, 5,200 accounts to process; first seen: collecting",
  ]);
  expect(state.view.zoom).toBe("none");
});

test("the question mark lists the keys, p what it has done", async () => {
  const { lines, state } = await listening(["?", "p", "p"]);
  expect(lines).toContain("q: quit; asks once while something is running");
  expect(lines.slice(-2)).toEqual(["polling paused", "polling resumed"]);
  expect(state.view.mode.kind).toBe("watch");
});

test("what is asked of the user stands in the last row", async () => {
  expect(promptText((await listening(["q"])).state)).toBe(
    "1 still running. Press q again to quit, any other key to stay",
  );
  expect(promptText((await listening(["/", "o"])).state)).toBe("filter: o, 2 of 2");
  expect(promptText((await listening(["a", "=", "enter"])).state)).toContain(
    "not an aggregation id",
  );
  expect(promptText((await listening([])).state)).toBe("");
});

test("a filter is announced once it is kept, changed by another key, or gone", async () => {
  const { lines } = await listening(["/", "o", "k", "t", "enter", "f", "f", "escape"]);
  expect(lines.slice(5).filter((line) => line.includes("shown"))).toEqual([
    "filter okt: 1 of 2 shown",
    "filter okt, problems only: 1 of 2 shown",
    "filter okt: 1 of 2 shown",
    "no filter: 2 of 2 shown",
  ]);
  const none = await listening(["/", "x", "enter"]);
  expect(none.lines.slice(5)).toContain("filter x: 0 of 2 shown");
  const both = await listening(["d"]);
  expect(both.lines.slice(5)).toContain("done hidden: 2 of 2 shown");
});

test("outcomes are a line each, whole and without signs, problems last", () => {
  const { stalled, processing, completed, terminated, notFound } = gallery;
  const lines = spokenOutcomes([terminated, stalled, notFound, processing, completed]);
  expect(lines.map((line) => line.split(":")[0])).toEqual([
    "Okta",
    "Workday HR",
    "Oracle EBS",
    "ServiceNow",
    watchName(notFound),
  ]);
  for (const line of lines) {
    expect(line).toMatch(/^[\x20-\x7E]+$/);
    expect(line).not.toMatch(/\b(?:404|429|[A-Z]{4,})\b/);
  }
});
