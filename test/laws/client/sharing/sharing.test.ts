import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RateLimitedError } from "../../../../src/api/http/errors.ts";
import type { EntryStore } from "../../../../src/client/sharing/entry-store.ts";
import { createSharing } from "../../../../src/client/sharing/sharing.ts";
import { slotAt, slotMs } from "../../../../src/client/sharing/slots.ts";
import {
  afterSending,
  allowance,
  nextSpacedAt,
  openBudget,
} from "../../../../src/client/budget.ts";
import { createClient } from "../../../../src/client/client.ts";
import type { RateLimit } from "../../../../src/client/look-ups.ts";
import { inventedBoard } from "../../../support/invented/board.ts";
import { type InventedClock, inventedClock } from "../../../support/invented/clock.ts";
import { processClock } from "../../../support/invented/process-clock.ts";
import { inventedTenant } from "../../../support/invented/tenant.ts";

const limitedLookUp = { method: "GET", path: "v2024/task-status/a" } as const;

const never = new AbortController().signal;

/** The most in any 10 s, both ends included. */
function mostInAWindow(sent: readonly number[]): number {
  const sorted = sent.toSorted((one, other) => one - other);
  let first = 0;
  return Math.max(
    ...sorted.map((at, last) => {
      while (at - (sorted[first] ?? 0) > 10_000) first += 1;
      return last - first + 1;
    }),
  );
}

/** A process of the client, which watches from the beginning. */
function processOf(name: string, clock: InventedClock, board: EntryStore, startedAt = 0) {
  const time = processClock(clock, startedAt);
  const tenant = inventedTenant(time, {
    task: () => {
      throw new RateLimitedError(30_000);
    },
  });
  const sharing = createSharing(board, tenant.budgetKey, name, time);
  const client = createClient(tenant, { clock: time, random: () => 0, sharing });
  const sent: number[] = [];
  const over = new AbortController();

  /** Takes every turn it can get, in both lanes. */
  async function takeAll(lane: "poll" | "other"): Promise<void> {
    while (!over.signal.aborted) {
      const dueAt = time.elapsed();
      await client.queue.take(() => ({ lane, dueAt }), over.signal);
      sent.push(clock.elapsed());
    }
  }

  const left = { watching: client.watch() };
  for (const lane of ["poll", "other"] as const) void takeAll(lane).catch(() => undefined);
  return {
    time,
    client,
    sharing,
    sent,
    allowed: () => allowance(client.queue.budget(), time.elapsed()),
    leave: () => {
      over.abort();
      left.watching();
      client.stop();
      sharing.close();
    },
  };
}

/** So many that start at the same instant. */
function together(count: number) {
  const clock = inventedClock();
  const board = inventedBoard(clock);
  const processes = Array.from({ length: count }, (_, index) =>
    processOf(`p${index}`, clock, board, index * 1000),
  );
  return { clock, board, processes };
}

test("a slot is the shortest time between two requests of one watcher alone", () => {
  expect(nextSpacedAt(afterSending(openBudget(), "poll", 0), 0)).toBe(slotMs);
});

describe("several watchers of one client", () => {
  test("have equal shares of one budget, from the first second on, and use them", async () => {
    const { clock, processes } = together(10);
    await clock.advance(1000);
    expect(processes.map(({ allowed }) => allowed())).toEqual(Array.from({ length: 10 }, () => 5));
    await clock.advance(120_000);
    const counts = processes.map(({ sent }) => sent.filter((at) => at > 61_000).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(28);
    expect(Math.max(...counts)).toBeLessThanOrEqual(31);
  });

  test.for([1, 2, 3, 10, 60])(
    "%i that start at the same instant send no more together than one: 51 in any 10 s",
    async (count) => {
      const { clock, processes } = together(count);
      await clock.advance(60_000);
      const sent = processes.flatMap((one) => one.sent);
      expect(mostInAWindow(sent)).toBeLessThanOrEqual(count === 1 ? 50 : 51);
      expect(sent.length).toBeGreaterThan(250);
    },
  );

  test("that share what 429s have left of the rate send as much less", async () => {
    const { clock, processes } = together(2);
    await clock.advance(1000);
    processes[0]?.client.queue.limited(1000, 0);
    expect(processes.map(({ allowed }) => allowed())).toEqual([17, 25]);
  });

  test("share anew as they come and go, and leave nothing behind but their last slots", async () => {
    const { clock, board, processes } = together(2);
    await clock.advance(5000);
    const third = processOf("third", clock, board);
    expect(third.allowed()).toBe(16);
    await clock.advance(1000);
    expect(processes.map(({ allowed }) => allowed())).toEqual([16, 16]);
    third.leave();
    await clock.advance(1000);
    expect(processes.map(({ allowed }) => allowed())).toEqual([25, 25]);
    for (const { leave } of processes) leave();
    expect(board.names().filter((name) => !name.includes("slot"))).toEqual([]);
    expect(board.names().length).toBeLessThanOrEqual(50);
    await clock.advance(20_000);
    createSharing(board, "ffff", "next", clock).peers();
    expect(board.names()).toEqual([]);
  });

  test("have the share of one that was killed after five seconds, and clear its place", async () => {
    const { clock, board, processes } = together(2);
    await clock.advance(3000);
    processes[1]?.time.kill();
    await clock.advance(4900);
    expect(processes[0]?.allowed()).toBe(25);
    await clock.advance(2000);
    expect(processes[0]?.allowed()).toBe(50);
    expect(board.names().filter((name) => name.includes("watcher"))).toEqual(["ac3e.watcher-p0"]);
  });

  test("have the share of one that is suspended, until it goes on", async () => {
    const { clock, processes } = together(2);
    await clock.advance(3000);
    processes[1]?.time.freeze(60_000);
    await clock.advance(30_000);
    expect(processes[0]?.allowed()).toBe(50);
    await clock.advance(32_000);
    expect(processes.map(({ allowed }) => allowed())).toEqual([25, 25]);
  });

  test("all wait for the 429 that one has met, within a second, and say so", async () => {
    const { clock, processes } = together(3);
    const waits = processes.map(({ client }) => {
      const told: { at: number; until: number }[] = [];
      const limited = ({ waitMs }: RateLimit) => {
        told.push({ at: clock.elapsed(), until: clock.elapsed() + waitMs });
      };
      client.listen({ limited });
      return told;
    });
    await clock.advance(2500);
    const refused = processes[0]?.client.sender
      .ask(limitedLookUp, "other", () => undefined, never)
      .catch(() => undefined);
    await clock.advance(60_000);
    await refused;
    const { at = 0, until = 0 } = waits[0]?.[0] ?? {};
    expect(until).toBe(at + 30_000);
    for (const told of waits) {
      expect(told).toHaveLength(1);
      expect(told[0]?.at).toBeLessThanOrEqual(at + 1000);
      expect(told[0]?.until).toBe(until);
    }
    const sent = processes.flatMap((one) => one.sent);
    expect(sent.filter((one) => one > at + 1000 && one < until)).toEqual([]);
    expect(sent.filter((one) => one >= until).length).toBeGreaterThan(50);
  });

  test("need not wait for a 429 whose wait the user has ended before they came", async () => {
    const { clock, board, processes } = together(1);
    processes[0]?.sharing.hold(3_600_000);
    expect(processOf("waits", clock, board).client.queue.budget().closedUntil).toBe(3_600_000);
    processes[0]?.client.endWait();
    expect(processOf("goes", clock, board).client.queue.budget().closedUntil).toBe(0);
  });
});

describe("a look-up beside watchers", () => {
  test("takes none of their shares, and its requests are of the same budget", async () => {
    const { clock, board, processes } = together(2);
    const tenant = inventedTenant(clock, {});
    const sharing = createSharing(board, tenant.budgetKey, "list", clock);
    const { queue } = createClient(tenant, { clock, random: () => 0, sharing });
    const sent: number[] = [];
    for (let request = 0; request < 6; request += 1) {
      void queue
        .take(() => ({ lane: "other", dueAt: 0 }), never)
        .then(() => sent.push(clock.elapsed()));
    }
    await clock.advance(12_000);
    expect(processes.map(({ allowed }) => allowed())).toEqual([25, 25]);
    expect(sent).toHaveLength(6);
    const all = [...sent, ...processes.flatMap((one) => one.sent)];
    expect(mostInAWindow(all)).toBeLessThanOrEqual(51);
  });
});

describe("watchers of other clients", () => {
  test("do not count, but what they left behind is cleared", async () => {
    const { clock, board, processes } = together(1);
    board.add("ffff.watcher-other");
    board.add("ffff.slot-1");
    board.add("notes.txt");
    await clock.advance(1000);
    expect(processes[0]?.allowed()).toBe(50);
    await clock.advance(10_000);
    expect(board.names().filter((name) => !name.startsWith("ac3e"))).toEqual(["notes.txt"]);
  });
});

describe("a board that does not work", () => {
  test("is no reason to wait: one watches alone", async () => {
    const clock = inventedClock();
    const board = inventedBoard(clock);
    board.works(false);
    const one = processOf("one", clock, board);
    await clock.advance(10_000);
    expect(one.sharing.problem()).toBe("EROFS: read-only file system");
    expect(one.sent).toHaveLength(50);
    expect(one.allowed()).toBe(50);
  });

  test("any more, as when the user has logged out, leaves each the share it had", async () => {
    const { clock, board, processes } = together(2);
    await clock.advance(3000);
    board.works(false);
    await clock.advance(60_000);
    expect(processes.map(({ allowed }) => allowed())).toEqual([25, 25]);
    board.works(true);
    processes[1]?.leave();
    await clock.advance(1000);
    expect(processes[0]?.allowed()).toBe(50);
  });
});

test("who is so late that its slot is over takes another", () => {
  let now = 1000;
  const clock = { ...inventedClock(), now: () => now };
  const board = inventedBoard(clock);
  const slow: EntryStore = {
    ...board,
    add(name) {
      const isNew = board.add(name);
      if (now === 1000) now += slotMs + 50;
      return isNew;
    },
  };
  expect(createSharing(slow, "ac3e", "slow", clock).claim()).toBe(0);
  expect(board.names()).toEqual(["ac3e.slot-6"]);
});

describe("a burst", () => {
  test("takes the present slot and 49 of the coming ones, of which none went before", () => {
    const clock = inventedClock();
    const board = inventedBoard(clock);
    const sharing = createSharing(board, "ac3e", "one", clock);
    const claims = Array.from({ length: 50 }, () => sharing.claim());
    expect(new Set(claims)).toEqual(new Set([0]));
    expect(sharing.claim()).toBe(10_000);
    expect(createSharing(board, "ac3e", "other", clock).claim()).toBe(10_000);
    const first = slotAt(clock.now());
    expect(board.names()).toEqual(
      Array.from({ length: 50 }, (_, slot) => `ac3e.slot-${first + slot}`),
    );
  });

  test("takes as many as were unused in the last 10 s, and one more with each that is over", async () => {
    const clock = inventedClock();
    const sharing = createSharing(inventedBoard(clock), "ac3e", "one", clock);
    for (let claim = 0; claim < 30; claim += 1) sharing.claim();
    await clock.advance(9000);
    const claims = () =>
      Array.from({ length: 50 }, () => sharing.claim()).findIndex((ms) => ms > 0);
    expect(claims()).toBe(20);
    await clock.advance(1000);
    expect(claims()).toBe(1);
    await clock.advance(200);
    expect(claims()).toBe(1);
  });

  test("of slots from before the wall clock was set back holds nothing up", () => {
    let shift = 3_600_000;
    const steady = inventedClock();
    const clock = { ...steady, now: () => steady.now() + shift };
    const sharing = createSharing(inventedBoard(clock), "ac3e", "one", clock);
    for (let claim = 0; claim < 50; claim += 1) sharing.claim();
    shift = 0;
    expect(sharing.claim()).toBe(0);
  });

  test("gives a slot back where another was faster than its look at them", async () => {
    const clock = inventedClock();
    const board = inventedBoard(clock);
    const other = createSharing(board, "ac3e", "other", clock);
    for (let past = 0; past < 49; past += 1) {
      other.claim();
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(slotMs);
    }
    const late = { ...clock, now: () => clock.now() + slotMs / 2 };
    const faster = createSharing(board, "ac3e", "faster", late);
    let taken: number | undefined;
    const slower: EntryStore = {
      ...board,
      names() {
        const names = board.names();
        taken ??= faster.claim();
        return names;
      },
    };
    expect(createSharing(slower, "ac3e", "slower", clock).claim()).toBe(slotMs);
    expect(taken).toBe(0);
    expect(board.names()).toHaveLength(50);
  });

  test("property: that races with another never takes a slot too many, whoever looks when", () => {
    const moments = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.nat({ max: 3 })), {
      minLength: 60,
      maxLength: 60,
    });
    fc.assert(
      fc.property(moments, (races) => {
        const clock = inventedClock();
        const board = inventedBoard(clock);
        const late = { ...clock, now: () => clock.now() + slotMs / 2 };
        let taken = 0;
        const claim = (store: EntryStore, isLate: boolean) => {
          if (createSharing(store, "ac3e", "one", isLate ? late : clock).claim() === 0) taken += 1;
        };
        for (const [isLate, isOtherLate, before] of races) {
          let steps = 0;
          /** The other one claims in between two steps of this one. */
          const between = <Given extends readonly unknown[], Result>(
            step: (...given: Given) => Result,
          ) => {
            return (...given: Given) => {
              if (steps++ === before) claim(board, isOtherLate);
              return step(...given);
            };
          };
          const racing = {
            ...board,
            names: between(() => board.names()),
            add: between((entry: string) => board.add(entry)),
          };
          claim(racing, isLate);
          expect(taken).toBeLessThanOrEqual(50);
        }
        expect(taken).toBeGreaterThanOrEqual(49);
      }),
    );
  });
});

test("a wall clock that is set back an hour leaves no slot taken and no watcher counted", async () => {
  let shift = 3_600_000;
  const steady = inventedClock();
  const clock: InventedClock = { ...steady, now: () => steady.now() + shift };
  const board = inventedBoard(clock);
  const one = processOf("one", clock, board);
  const other = processOf("other", clock, board);
  await clock.advance(5000);
  other.time.kill();
  shift = 0;
  await clock.advance(20_000);
  expect(one.allowed()).toBe(50);
  // Each has its own account as well: 25 of both, and 50 of the one that is left.
  expect(mostInAWindow([...one.sent, ...other.sent])).toBeLessThanOrEqual(75);
  expect(one.sent.filter((at) => at > 15_000).length).toBeGreaterThan(45);
  expect(board.names().length).toBeLessThanOrEqual(52);
});

test("property: any 10 s hold at most 51 requests, whatever bursts, and however many processes come, go, die and stand still", async () => {
  const life = fc.record({
    startsAt: fc.integer({ min: 0, max: 20_000 }),
    livesMs: fc.integer({ min: 1, max: 40_000 }),
    end: fc.constantFrom("leaves", "dies"),
    freezes: fc.option(
      fc.record({
        afterMs: fc.integer({ min: 0, max: 10_000 }),
        ms: fc.integer({ min: 1, max: 15_000 }),
      }),
      { nil: undefined },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 12 }), async (lives) => {
      const clock = inventedClock();
      const board = inventedBoard(clock);
      const sent: number[][] = [];
      const all = lives.map(async ({ startsAt, livesMs, end, freezes }, index) => {
        await clock.sleep(startsAt);
        const one = processOf(`p${index}`, clock, board, index);
        sent.push(one.sent);
        if (freezes) void clock.sleep(freezes.afterMs).then(() => one.time.freeze(freezes.ms));
        await clock.sleep(livesMs);
        if (end === "dies") one.time.kill();
        else one.leave();
      });
      await clock.advance(80_000);
      await Promise.all(all);

      expect(mostInAWindow(sent.flat())).toBeLessThanOrEqual(51);
      // What the dead have left is cleared by the next that looks.
      createSharing(board, "ac3e", "last", clock).peers();
      expect(board.names()).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
