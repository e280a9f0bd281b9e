import { expect, test } from "vitest";
import { startPlainOutput } from "../../../../src/output/plain.ts";
import { createSharing } from "../../../../src/client/sharing/sharing.ts";
import { createClient } from "../../../../src/client/client.ts";
import { createWatcher } from "../../../../src/watch/watcher.ts";
import { answer } from "../../../support/invented/answers.ts";
import { inventedBoard } from "../../../support/invented/board.ts";
import { inventedClock } from "../../../support/invented/clock.ts";
import { inventedTenant } from "../../../support/invented/tenant.ts";

const clock = inventedClock();
const board = inventedBoard(clock);

/** Watches 20 ids, which end so long after the beginning, and writes lines. */
function watching(name: string, endsAfterMs: number) {
  const endsAt = clock.elapsed() + endsAfterMs;
  const status = () => answer(clock.elapsed() < endsAt ? "STARTED" : "CANCELLED");
  const tenant = inventedTenant(clock, { status });
  const sharing = createSharing(board, tenant.budgetKey, name, clock);
  const client = createClient(tenant, { clock, random: () => 0, sharing });
  const ids = Array.from({ length: 20 }, (_, id) => ({ id: `${id}`, label: undefined }));
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { client, clock, random: () => 0 });
  const lines: string[] = [];
  const close = startPlainOutput(watcher, clock, new Map(), (line) => lines.push(line.slice(26)));
  const over = watcher.run(new AbortController().signal);
  return { watcher, lines, over, close };
}

test("a watcher has its share while its ids run, asks each less often, and says so", async () => {
  const first = watching("first", 300_000);
  await clock.advance(20_000);
  expect(first.watcher.snapshot().clients[0].intervalMs).toBe(5000);
  const second = watching("second", 60_000);
  expect(second.watcher.snapshot().clients[0].intervalMs).toBe(8000);
  await clock.advance(1000);
  expect(first.watcher.snapshot().clients[0].intervalMs).toBe(8000);
  await clock.advance(90_000);
  await second.over;
  expect(first.watcher.snapshot().clients[0].intervalMs).toBe(5000);
  await clock.advance(300_000);
  await first.over;
  const shares = [first, second].map(({ lines }) => lines.filter((line) => line.includes("share")));
  expect(shares).toEqual([
    [
      "2 watchers share this client's budget: 25 requests per 10s each",
      "no other watcher shares this client's budget: 50 requests per 10s",
    ],
    ["2 watchers share this client's budget: 25 requests per 10s each"],
  ]);
  expect(board.names().filter((name) => name.includes("watcher"))).toEqual([]);
  await Promise.all([first.close(), second.close()]);
});
