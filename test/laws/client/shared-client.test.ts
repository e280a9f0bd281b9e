import { expect, test } from "vitest";
import { RateLimitedError } from "../../../src/api/http/errors.ts";
import { type Peers, type Sharing, unshared } from "../../../src/client/sharing/sharing.ts";
import type { RateLimit } from "../../../src/client/look-ups.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import type { Script } from "../../support/invented/tenant.ts";
import { asking, delaysOf, lookUp } from "../../support/invented/look-ups.ts";

/** A client beside other processes, of which `say` says what there is to see. */
function beside(answers: Parameters<typeof asking>[0] = [], status?: Script["status"]) {
  const told: string[] = [];
  const listeners = new Set<(look: Peers) => void>();
  const sharing: Sharing = {
    ...unshared,
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hold: (waitMs) => void told.push(`wait ${waitMs}`),
    endHold: () => void told.push("resume"),
  };
  const world = asking(answers, { sharing, ...(status && { status }) });
  const limits: RateLimit[] = [];
  const shares: number[] = [];
  world.client.listen({
    limited: (limit) => limits.push(limit),
    shared: (watchers) => shares.push(watchers),
  });
  world.client.listen({});
  const say = (look: Partial<Peers>) => {
    for (const listener of listeners) listener({ watchers: 1, waitMs: 0, ...look });
  };
  return { ...world, told, say, limits, shares, watchers: () => listeners.size };
}

test("a 429 is told to the other processes, and that the user has ended its wait", async () => {
  const { clock, client, sent, told } = beside([new RateLimitedError(30_000), "[]"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(1000);
  expect(told).toEqual(["wait 30000"]);
  expect(client.limit()).toEqual({ waitMs: 29_000, isElsewhere: false });
  client.endWait();
  expect(told).toEqual(["wait 30000", "resume"]);
  expect(client.limit()).toBeUndefined();
  await clock.advance(0);
  await answered;
  expect(sent.map(({ at }) => at)).toEqual([0, 1000]);
});

test("a 429 to all that was under way is told once", async () => {
  const refusal = Promise.withResolvers<never>();
  const { clock, client, told, limits } = beside([refusal.promise, refusal.promise]);
  for (let lookUps = 0; lookUps < 2; lookUps += 1) client.api.ask(lookUp).catch(() => undefined);
  await clock.advance(1000);
  refusal.reject(new RateLimitedError(30_000));
  await clock.advance(1000);
  expect(told).toEqual(["wait 30000"]);
  expect(limits).toEqual([{ waitMs: 30_000, isElsewhere: false }]);
  client.stop();
});

test("another process's 429 holds everything, and a look-up that waits says so", async () => {
  const { clock, client, sent, say, limits } = beside();
  const delays = delaysOf(client);
  client.watch();
  await clock.advance(100);
  const limit = { waitMs: 60_000, isElsewhere: true };
  say({ waitMs: 60_000 });
  const answered = client.api.ask(lookUp);
  expect(limits).toEqual([limit]);
  expect(client.limit()).toEqual(limit);
  expect(delays).toEqual([{ kind: "limited", ...limit }]);
  await clock.advance(60_000);
  await answered;
  expect(sent.map(({ at }) => at)).toEqual([60_100]);
  expect(client.limit()).toBeUndefined();
});

test("that others wait for nothing is no news, however long one has watched", async () => {
  const { clock, client, say, limits } = beside();
  client.watch();
  await clock.advance(60_000);
  say({ waitMs: 0 });
  expect(limits).toEqual([]);
  expect(client.limit()).toBeUndefined();
  expect(client.queue.budget().closedUntil).toBe(0);
});

test("the end of a wait that moves by a second is no news to look-ups, one that moves by more is", async () => {
  const { clock, client, say } = beside();
  const delays = delaysOf(client);
  client.watch();
  const waits = async (waitMs: number) => {
    say({ waitMs });
    client.api.ask(lookUp).catch(() => undefined);
    await clock.advance(0);
    return delays.map((delay) => delay.kind === "limited" && delay.waitMs);
  };
  expect(await waits(60_000)).toEqual([60_000]);
  expect(await waits(61_000)).toEqual([60_000]);
  expect(await waits(61_001)).toEqual([60_000, 61_001]);
  client.stop();
});

test("the budget is divided among those who watch, told once, and whole again after leaving", () => {
  const { client, say, shares, watchers } = beside();
  const leave = client.watch();
  say({ watchers: 1 });
  say({ watchers: 3 });
  say({ watchers: 3 });
  say({ watchers: 2 });
  expect(shares).toEqual([3, 2]);
  expect(client.queue.budget().watchers).toBe(2);
  leave();
  expect(client.queue.budget().watchers).toBe(1);
  expect(watchers()).toBe(0);
});

test("a watch counts while it runs, and leaves its client to whoever asks next", async () => {
  const { clock, client, sent, watchers } = beside(["[]"], () => answer("CANCELLED"));
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const ids = [{ id: "a", label: undefined }];
  const watcher = createWatcher(ids, settings, { client, clock, random: () => 0 });
  const over = watcher.run(new AbortController().signal);
  expect(watchers()).toBe(1);
  await clock.advance(5000);
  await over;
  expect(watchers()).toBe(0);
  const answered = client.api.ask(lookUp);
  await clock.advance(1000);
  await answered;
  expect(sent).toHaveLength(1);
});
