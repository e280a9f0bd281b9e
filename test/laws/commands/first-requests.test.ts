import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { firstRequests } from "../../../src/commands/session/first-requests.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

/** A watch of one id or others, and what a screen waits for meanwhile. */
function beginning(script: Script, ids: readonly string[] = ["a"]) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, script);
  const watcher = createWatcher(
    ids.map((id) => ({ id, label: undefined })),
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const leave = new AbortController();
  const first = firstRequests(watcher, clock, leave.signal);
  const run = () => void watcher.run(leave.signal).catch(() => undefined);
  return { clock, tenant, watcher, leave, first, run };
}

/** When something has settled, by the clock; undefined for not yet. */
function settling(promise: Promise<void>, { elapsed }: { readonly elapsed: () => number }) {
  let at: number | undefined;
  void promise.then(() => (at = elapsed()));
  return () => at;
}

/** Turns of the event loop, which take no time. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
}

const processing = () => answer("ACCOUNTS_COLLECTED", accounts(1, 2));
const never = () => new Promise<never>(() => undefined);

describe("a screen, before it is loaded", () => {
  test("waits until the first request has left, and not for its answer", async () => {
    const { clock, first, run, leave } = beginning({ signIn: never, status: never });
    const sent = settling(first.sent(), clock);
    run();
    await clock.advance(0);
    expect(sent()).toBe(0);
    leave.abort();
  });

  test("does not wait long for a connection, and leaves no timer behind", async () => {
    const { clock, first } = beginning({});
    const sent = settling(first.sent(), clock);
    await clock.advance(59);
    expect(sent()).toBeUndefined();
    await clock.advance(1);
    expect(sent()).toBe(60);
    expect(clock.sleepers()).toBe(0);
  });

  test("does not wait once the watch is left", async () => {
    const { clock, first, leave } = beginning({});
    const sent = settling(first.sent(), clock);
    leave.abort();
    await clock.advance(0);
    expect(sent()).toBe(0);
  });
});

describe("a screen, before it is drawn first", () => {
  test("has the answer of a request under way", async () => {
    const reply = Promise.withResolvers<ReturnType<typeof processing>>();
    const { clock, first, watcher, run, leave } = beginning({ status: () => reply.promise });
    run();
    await clock.advance(200);
    expect(watcher.snapshot().watches[0]?.askedAt).toBeDefined();
    const answered = settling(first.answered(), clock);
    await turns();
    await clock.advance(0);
    expect(answered()).toBeUndefined();
    reply.resolve(processing());
    await clock.advance(0);
    expect(answered()).toBe(200);
    expect(watcher.snapshot().watches[0]?.counters.processedAccounts).toBe(1);
    leave.abort();
  });

  test("waits a moment at most for an answer", async () => {
    const { clock, first, run, leave } = beginning({ status: never });
    run();
    await clock.advance(200);
    const answered = settling(first.answered(), clock);
    await turns();
    await clock.advance(59);
    expect(answered()).toBeUndefined();
    await clock.advance(1);
    expect(answered()).toBe(260);
    leave.abort();
  });

  test("waits for a sign-in as well, a moment at most: no request is under way before it", async () => {
    const { clock, first, run, leave } = beginning({ signIn: never });
    run();
    await clock.advance(200);
    const answered = settling(first.answered(), clock);
    await turns();
    await clock.advance(59);
    expect(answered()).toBeUndefined();
    await clock.advance(1);
    expect(answered()).toBe(260);
    leave.abort();
  });

  test("waits for nothing where nothing is watched yet", async () => {
    const { clock, first } = beginning({}, []);
    const answered = settling(first.answered(), clock);
    await turns();
    await clock.advance(0);
    expect(answered()).toBe(0);
  });
});
