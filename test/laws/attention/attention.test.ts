import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AttentionOptions,
  startAttention,
  type Watched,
} from "../../../src/attention/attention.ts";
import type { TitleInput } from "../../../src/attention/title.ts";
import type { AggregationEvent } from "../../../src/watch/model/event.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { live, over, seen, stalled } from "../../support/invented/watches.ts";

const ghostty = { TERM_PROGRAM: "ghostty", TERM: "xterm-ghostty" };
const save = "\u001B[22;2t";
const restore = "\u001B]2;\u001B\\\u001B[23;2t";
const clear = "\u001B]9;4;0\u001B\\";

function processing(name: string, processed = 410): Watch {
  return live(name, "ACCOUNTS_COLLECTED", accounts(processed, 1000));
}

function titled(text: string): string {
  return `\u001B]2;${text} · aggwatch acme\u001B\\`;
}

/** Attention to ids of which the test says what becomes of them. */
function attending(watches: readonly Watch[], options: Partial<AttentionOptions> = {}) {
  const clock = inventedClock();
  const listeners = new Set<(event: TimedEvent) => void>();
  const subscribers = new Set<() => void>();
  let events: TitleInput = seen(watches);
  const watched: Watched = {
    snapshot: () => events,
    subscribe: (listener) => {
      subscribers.add(listener);
      return () => void subscribers.delete(listener);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const written: string[] = [];
  const attention = startAttention(watched, clock, {
    env: ghostty,
    write: (text) => written.push(text),
    title: "acme",
    notify: undefined,
    ...options,
  });

  /** What was written since the last look. */
  const news = () => written.splice(0);
  function become(next: readonly Watch[], closedUntil = 0): void {
    events = seen(next, closedUntil);
    for (const listener of subscribers) listener();
  }
  function happens(watch: Watch, event: AggregationEvent): void {
    become(events.watches.map((one) => (one.id === watch.id ? watch : one)));
    for (const listener of listeners) listener({ at: clock.now(), watch, event });
  }
  function ends(watch: Watch, how: "COMPLETED" | "TERMINATED" = "COMPLETED"): void {
    const { ending } = over(watch, how);
    if (ending) happens({ ...watch, ending }, { type: "ended", ending });
  }
  return { clock, attention, listeners, news, become, happens, ends };
}

describe("title and taskbar", () => {
  test("are taken at once: the old title is saved, then ours is set", () => {
    const { news } = attending([processing("a"), processing("b")]);
    expect(news()).toEqual([save, `${titled("41% · 2 running")}\u001B]9;4;1;41\u001B\\`]);
  });

  test("leave the taskbar alone where the terminal does not show it", async () => {
    const { clock, attention, news } = attending([processing("a")], { env: { TERM: "xterm" } });
    expect(news()).toEqual([save, titled("41% · a")]);
    await clock.advance(30_000);
    expect(news()).toEqual([]);
    attention.stop();
    expect(news()).toEqual([restore]);
  });

  test("are rewritten once a second at most, and with the last there is to say", async () => {
    const { clock, news, become } = attending([processing("a")]);
    news();
    for (const processed of [420, 430, 440]) become([processing("a", processed)]);
    await clock.advance(999);
    expect(news()).toEqual([]);
    await clock.advance(1);
    expect(news()).toEqual([`${titled("44% · a")}\u001B]9;4;1;44\u001B\\`]);
  });

  test("keep to the pace that is asked for", async () => {
    const { clock, news, become } = attending([processing("a")], { paceMs: 4000 });
    news();
    become([processing("a", 420)]);
    await clock.advance(3999);
    expect(news()).toEqual([]);
    await clock.advance(1);
    expect(news()).toEqual([`${titled("42% · a")}\u001B]9;4;1;42\u001B\\`]);
  });

  test("rest once all has ended, until there is more to watch", async () => {
    const ended = over(processing("a"), "COMPLETED");
    const { clock, news, become } = attending([ended], { env: { TERM: "xterm" } });
    news();
    await clock.advance(60_000);
    expect(clock.sleepers()).toBe(0);
    become([ended, processing("b", 500)]);
    await clock.advance(1000);
    expect(news()).toEqual([titled("75% · 1 running, 1 done")]);
    expect(clock.sleepers()).toBe(1);
  });

  test("are rewritten only where they differ", async () => {
    const { clock, news, become } = attending([processing("a"), live("b", "STARTED")]);
    news();
    await clock.advance(5000);
    expect(news()).toEqual([]);
    become([processing("a", 411), live("b", "STARTED")]);
    await clock.advance(1000);
    expect(news()).toEqual([]);
    become([processing("a"), live("b", "STARTED"), live("c", "STARTED")]);
    await clock.advance(1000);
    expect(news()).toEqual([titled("41% · 3 running")]);
  });

  test("follow a wait to its end, which no snapshot tells", async () => {
    const { clock, news, become } = attending([processing("a")]);
    news();
    become([processing("a")], 2500);
    await clock.advance(2999);
    expect(news()).toEqual([`${titled("41% · 429: waiting · a")}\u001B]9;4;4;41\u001B\\`]);
    await clock.advance(1);
    expect(news()).toEqual([`${titled("41% · a")}\u001B]9;4;1;41\u001B\\`]);
  });

  test("repeat the progress every 10 s, before Ghostty takes us for dead", async () => {
    const { clock, news } = attending([processing("a")]);
    news();
    await clock.advance(30_000);
    expect(news()).toEqual(Array(3).fill("\u001B]9;4;1;41\u001B\\"));
  });
});

describe("notifications", () => {
  const ids = [processing("a"), processing("b"), processing("c"), processing("d")] as const;
  const [a, b, c, d] = ids;
  const justBell = { env: { TERM: "xterm" }, notify: "bell" } as const;

  test("come a second after the first thing that happened, one for all of them", async () => {
    const { clock, news, ends } = attending(ids, { env: { TERM: "xterm" }, notify: "osc9" });
    news();
    ends(a);
    ends(b, "TERMINATED");
    await clock.advance(900);
    ends(c);
    await clock.advance(99);
    expect(news().filter((text) => text.startsWith("\u001B]9;"))).toEqual([]);
    await clock.advance(1);
    expect(news()).toContain(
      "\u001B]9;3 aggregations have ended: 2 completed, 1 terminated\u001B\\",
    );
    await clock.advance(60_000);
    expect(news()).toEqual([]);
    ends(d);
    await clock.advance(1000);
    expect(news()).toContain("\u001B]9;d: COMPLETED in 15m 21s\u001B\\");
  });

  test("wait their second each", async () => {
    const { clock, news, ends } = attending(ids, justBell);
    const bells = () => news().filter((text) => text === "\u0007");
    ends(a);
    await clock.advance(900);
    ends(b);
    await clock.advance(600);
    expect(bells()).toEqual(["\u0007"]);
    ends(c);
    await clock.advance(999);
    expect(bells()).toEqual([]);
    await clock.advance(1);
    expect(bells()).toEqual(["\u0007"]);
  });

  test("of a hundred endings at once are one", async () => {
    const many = Array.from({ length: 100 }, (_, index) => processing(`id-${index}`));
    const { clock, news, ends } = attending(many, justBell);
    for (const watch of many) ends(watch);
    await clock.advance(60_000);
    expect(news().filter((text) => text.includes("\u0007"))).toEqual(["\u0007"]);
  });

  test("tell the last of an id that stalled and then ended", async () => {
    const { clock, news, happens, ends } = attending([a], { ...justBell, notify: "osc777" });
    happens(stalled(a), { type: "stalled", quietMs: 242_000 });
    ends(a);
    await clock.advance(1000);
    const told = news().filter((text) => text.includes("777"));
    expect(told).toEqual(["\u001B]777;notify;aggwatch;a: COMPLETED in 15m 21s\u001B\\"]);
  });

  test("take the way that the terminal is known to show", async () => {
    const { clock, news, happens } = attending([a], {
      env: { TERM: "xterm-kitty" },
      notify: "auto",
    });
    happens(stalled(a), { type: "stalled", quietMs: 242_000 });
    await clock.advance(1000);
    expect(news()).toContain("\u001B]99;;a: stalled, no progress for 4m 02s\u001B\\");
  });

  test("come of nothing else that happens, and not where nobody asked for them", async () => {
    const asked = attending([a], justBell);
    asked.happens(a, { type: "resumed", afterMs: 60_000 });
    const fault = { type: "fault", reason: "HTTP 502", tries: 2, waitMs: 1 } as const;
    asked.happens(a, { ...fault, requestId: "", isOffline: true });
    for (const listener of asked.listeners) {
      listener({ at: 0, watch: undefined, event: { type: "wait", waitMs: 1000 } });
    }
    const unasked = attending([a], { env: { TERM: "xterm" } });
    unasked.ends(a);
    for (const { clock, news } of [asked, unasked]) {
      await clock.advance(5000);
      expect(news().join("")).not.toContain("\u0007");
    }
    expect(unasked.listeners.size).toBe(0);
  });
});

describe("the end", () => {
  const [a, b] = [processing("a"), processing("b")];

  test("gives the title and the taskbar back, and nothing is written or waited for after it", async () => {
    const { clock, attention, listeners, news, become, ends } = attending([a, b], {
      notify: "bell",
    });
    await clock.advance(1500);
    news();
    attention.stop();
    expect(news()).toEqual([restore + clear]);
    become([processing("a", 900), b]);
    ends(a);
    attention.suspend();
    attention.resume();
    attention.stop();
    await clock.advance(60_000);
    expect(news()).toEqual([]);
    expect(listeners.size).toBe(0);
    expect(clock.sleepers()).toBe(0);
  });

  test("does not swallow the last ending, which is what ends the program", async () => {
    const { clock, attention, news, ends } = attending([a], { notify: "osc9" });
    news();
    ends(a);
    await clock.advance(10);
    attention.stop();
    expect(news()).toEqual(["\u001B]9;a: COMPLETED in 15m 21s\u001B\\", restore + clear]);
    await clock.advance(5000);
    expect(news()).toEqual([]);
  });
});

describe("while the program is stopped", () => {
  const [a, b] = [processing("a"), processing("b")];

  test("the terminal has its own again, and nothing is written until it goes on", async () => {
    const { clock, attention, news, ends } = attending([a, b], { notify: "bell" });
    news();
    attention.suspend();
    expect(news()).toEqual([restore + clear]);
    ends(a);
    attention.suspend();
    await clock.advance(60_000);
    expect(news()).toEqual([]);
    attention.resume();
    const ours = `${titled("70% · 1 running, 1 done")}\u001B]9;4;1;70\u001B\\`;
    expect(news()).toEqual([save, ours, "\u0007"]);
    attention.resume();
    await clock.advance(5000);
    expect(news()).toEqual([]);
  });

  test("what had not changed is set again", () => {
    const { attention, news } = attending([a]);
    const ours = [save, `${titled("41% · a")}\u001B]9;4;1;41\u001B\\`];
    expect(news()).toEqual(ours);
    attention.suspend();
    attention.resume();
    expect(news()).toEqual([restore + clear, ...ours]);
  });

  test("an end finds the terminal given back already", async () => {
    const { clock, attention, news, ends } = attending([a, b], { notify: "bell" });
    attention.suspend();
    ends(a);
    news();
    attention.stop();
    await clock.advance(60_000);
    expect(news()).toEqual([]);
  });
});

test("whatever happens in whatever order, each title that is saved is given back once", async () => {
  const step = fc.constantFrom("suspend", "resume", "stop", "wait", "end");
  await fc.assert(
    fc.asyncProperty(fc.array(step), async (steps) => {
      const a = processing("a");
      const { clock, attention, news, ends } = attending([a], { notify: "osc9" });
      for (const one of steps) {
        // In their order.
        if (one === "wait") await clock.advance(700);
        else if (one === "end") ends(a);
        else attention[one]();
      }
      attention.stop();
      const bytes = news().join("");
      expect(bytes.endsWith(restore + clear)).toBe(true);
      const saves = [...bytes.matchAll(/\[2([23]);2t/g)].map(([, which]) => which).join("");
      expect(saves).toMatch(/^(?:23)+$/);
      await clock.advance(20_000);
      expect(news()).toEqual([]);
    }),
  );
});

test("where the terminal is a dumb one, nothing is ever written", async () => {
  const a = processing("a");
  const { clock, attention, listeners, news, ends } = attending([a], {
    env: { TERM: "dumb", WT_SESSION: "f3a1c2f0" },
    notify: "bell",
  });
  expect(listeners.size).toBe(0);
  ends(a);
  await clock.advance(20_000);
  attention.suspend();
  attention.resume();
  attention.stop();
  expect(news()).toEqual([]);
  expect(clock.sleepers()).toBe(0);
});

test("one whole run of a watcher, byte by byte", async () => {
  const clock = inventedClock();
  const said = [
    answer("STARTED"),
    answer("ACCOUNTS_COLLECTED", accounts(0, 1000)),
    answer("ACCOUNTS_COLLECTED", accounts(500, 1000)),
    answer("COMPLETED", accounts(1000, 1000)),
  ];
  const tenant = inventedTenant(clock, {
    status: ({ at }, times) => ({
      ...(said[times - 1] ?? answer("COMPLETED")),
      start: 0,
      answeredAt: 60_000 + at,
    }),
  });
  const watcher = createWatcher(
    [{ id: "2c91808477a6b0c60177a81146b8110b", label: "Workday HR" }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const written: string[] = [];
  const attention = startAttention(watcher, clock, {
    env: ghostty,
    write: (text) => written.push(text),
    title: "acme",
    notify: "auto",
  });
  const run = watcher.run(new AbortController().signal).then(() => attention.stop());
  await clock.advance(60_000);
  await run;
  expect(written).toEqual([
    save,
    `${titled("· CONNECTING · Workday HR")}\u001B]9;4;3\u001B\\`,
    titled("~ COLLECTING · Workday HR"),
    `${titled("0% · Workday HR")}\u001B]9;4;1;0\u001B\\`,
    `${titled("50% · Workday HR")}\u001B]9;4;1;50\u001B\\`,
    "\u001B]9;Workday HR: COMPLETED in 1m 15s, verdict unknown\u001B\\",
    restore + clear,
  ]);
});
