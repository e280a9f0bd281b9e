import { expect, test } from "vitest";
import { createSharing } from "../../../src/client/sharing/sharing.ts";
import { slotMs } from "../../../src/client/sharing/slots.ts";
import { sentInWindow } from "../../../src/client/budget.ts";
import { createClient } from "../../../src/client/client.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedBoard } from "../../support/invented/board.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

const second = 1000;
const settings = { intervalMs: second, stallAfterMs: undefined };

/** Watches so many ids beside so many other watchers. */
function crowded(count: number, others: number, script: Script, ready?: Promise<void>) {
  const clock = inventedClock();
  const board = inventedBoard(clock);
  const invented = inventedTenant(clock, { status: () => answer("STARTED"), ...script });
  const tenant = ready ? { ...invented, ready: () => ready } : invented;
  const sharing = (name: string) => createSharing(board, tenant.budgetKey, name, clock);
  for (let other = 0; other < others; other += 1) sharing(`${other}`).watch(() => undefined);
  const client = createClient(tenant, { clock, random: () => 0, sharing: sharing("own") });
  const ids = Array.from({ length: count }, (_, id) => ({ id: `${id}`, label: undefined }));
  const watcher = createWatcher(ids, settings, { client, clock, random: () => 0 });
  const leave = new AbortController();
  const left = watcher.run(leave.signal).catch(() => undefined);
  const stop = async () => {
    leave.abort(new Error("left"));
    await left;
  };
  return { clock, board, tenant, client, stop };
}

test.each([
  [60, 0, 15],
  [60, 1, 15],
  [200, 1, 15],
  [40, 9, 15],
  [100, 1, 5],
  [20, 4, 1],
])(
  "%i ids beside %i other watchers are all asked, by turns, with tokens of %i s",
  async (count, others, lifeS) => {
    const signIn = (times: number) => ({ accessToken: `${times}`, expiresInMs: lifeS * second });
    const { clock, tenant, stop } = crowded(count, others, { signIn });
    // Twice as long as it takes to ask each once.
    const roundMs = (count / (4 / (others + 1))) * second;
    await clock.advance(Math.max(60 * second, 4 * roundMs));
    const times = Array.from({ length: count }, (_, id) => {
      return tenant.seen.filter((seen) => seen.id === `${id}`).length;
    });
    expect(Math.min(...times)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2);
    await stop();
  },
);

test.each([0, 1, 9])(
  "the budget counts what was sent and nothing else, beside %i other watchers with tokens of 15 s",
  async (others) => {
    const signIn = (times: number) => ({ accessToken: `${times}`, expiresInMs: 15 * second });
    const { clock, tenant, client, stop } = crowded(60, others, { signIn });
    for (let at = 0; at < 120; at += 1) {
      await clock.advance(second);
      const now = clock.elapsed();
      const sent = [...tenant.seen.map((seen) => seen.at), ...tenant.signIns];
      const lately = sent.filter((one) => now - one <= 10_000).length;
      expect(sentInWindow(client.queue.budget(), now)).toBe(lately);
    }
    await stop();
  },
);

test("no turn is taken before the client is loaded, and no slot", async () => {
  const loaded = Promise.withResolvers<void>();
  const { clock, board, tenant, client, stop } = crowded(3, 0, {}, loaded.promise);
  await clock.advance(5 * second);
  expect(sentInWindow(client.queue.budget(), clock.elapsed())).toBe(0);
  expect(board.names().filter((name) => name.includes("slot"))).toEqual([]);
  loaded.resolve();
  await clock.advance(0);
  expect(tenant.signIns).toEqual([5 * second]);
  await stop();
});

test("a slot is claimed in its first half: what leaves in it has the other half to do so", () => {
  const start = Date.parse("2026-11-23T14:00:00Z");
  for (let late = 0; late < slotMs; late += 1) {
    const clock = inventedClock(start + late);
    const board = inventedBoard(clock);
    const sharing = createSharing(board, "ac3e", "one", clock);
    sharing.peers();
    expect(sharing.claim()).toBe(0);
    const slot = start / slotMs + (late < slotMs / 2 ? 0 : 1);
    expect(board.names()).toEqual([`ac3e.slot-${slot}`]);
  }
});
