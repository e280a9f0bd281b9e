import { PassThrough, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Host } from "../../../src/process/host.ts";
import { openReader } from "../../../src/commands/session/reader.ts";
import type { Session } from "../../../src/commands/session/session.ts";
import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedHost } from "../../support/invented/host.ts";

type Tell = (event: TimedEvent) => void;

/** What happens to the terminal and the process, in its order, while the screen is opened. */
async function opening({ screenReader }: { readonly screenReader: boolean }) {
  const { order } = await opened({ screenReader });
  return order;
}

/** The same with all that is written; `begun` comes when what is watched begins. */
async function opened({
  screenReader = false,
  begun,
}: {
  readonly screenReader?: boolean;
  readonly begun?: (tell: Tell) => void;
}) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status: () => new Promise(() => undefined) });
  const watcher = createWatcher(
    [{ id: "0123", label: undefined }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const order: string[] = [];
  let text = "";
  const listeners = new Set<Tell>();
  const onEvent = (listener: Tell) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const listening = (to: string) => () => {
    order.push(to);
    return () => undefined;
  };
  const screen = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      order.push("draws");
      done();
    },
  });
  const stdout = Object.assign(screen, { isTTY: true, columns: 80, rows: 24 });
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => void order.push(isRaw ? "keys are keys" : "given back"),
    ref: () => undefined,
    unref: () => undefined,
  });
  const host = {
    ...inventedHost,
    lifetime: inventedLifetime(),
    env: { TERM: "xterm" },
    stdin,
    stdout,
    clock,
    platform: "linux",
    forceColor: () => undefined,
    jobs: {
      onStop: listening("hears SIGTSTP"),
      onContinue: listening("hears SIGCONT"),
      isInForeground: () => true,
    },

    onWindowChange: listening("hears SIGWINCH"),
  } as unknown as Host;
  const view = {
    output: "tui",
    polls: false,
    screenReader,
    stay: true,
    ascii: false,
    motion: true,
  };
  const step = (what: string) => async () => void order.push(what);
  const firstRequests = { sent: step("request sent"), answered: step("answers seen") };
  const shown = { title: "acme", speed: 1, usuals: new Map(), view, firstRequests };
  const session = { watcher: { ...watcher, onEvent }, clock, ...shown } as unknown as Session;
  const reader = await openReader(session, host, () => {
    order.push("begins");
    begun?.((event) => {
      for (const listener of listeners) listener(event);
    });
  });
  await reader.close();
  return { order, text, listeners: listeners.size };
}

/** What all screens do before the first frame. */
const listening = ["hears SIGTSTP", "hears SIGCONT", "keys are keys"];

describe("no key and no stop is lost from the first frame on", () => {
  test("of a screen, which is loaded once the first request has left", async () => {
    const order = await opening({ screenReader: false });
    expect(order.slice(0, order.indexOf("draws"))).toEqual([
      "hears SIGCONT",
      "begins",
      "request sent",
      "answers seen",
      ...listening,
    ]);
    expect(order.findLast((what) => what !== "draws")).toBe("given back");
  });

  test("of words, which begin before what they tell of", async () => {
    const order = await opening({ screenReader: true });
    expect(order.slice(0, order.indexOf("draws"))).toEqual(["hears SIGCONT", ...listening]);
    expect(order).not.toContain("begins");
    expect(order.findLast((what) => what !== "draws")).toBe("given back");
  });
});

test("what comes while the screen is loaded is not lost to it", async () => {
  const event = { type: "deprecated", version: "v2024" } as const;
  const { text, listeners } = await opened({
    begun: (tell) => tell({ at: 0, watch: undefined, event }),
  });
  expect(text).toContain("API version v2024 is marked as deprecated");
  expect(listeners).toBe(0);
});
