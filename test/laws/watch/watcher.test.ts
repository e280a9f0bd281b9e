import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  NoAnswerError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../src/api/http/errors.ts";
import { exitCode } from "../../../src/exit/exit-code.ts";
import { createClient } from "../../../src/client/client.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));
const completed = answer("COMPLETED", accounts(1000, 1000));

/** A watcher at work, which has not ended unless the script let it. */
function watching(count: number, script: Script, random = () => 0) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, script);
  const ids = Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    label: undefined,
  }));
  const watcher = createWatcher(
    ids,
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random },
  );
  const events: TimedEvent[] = [];
  watcher.onEvent((event) => events.push(event));
  const leave = new AbortController();
  const outcome = watcher.run(leave.signal).then(
    () => "ended" as const,
    (error: unknown) => error,
  );
  const endings = () => watcher.snapshot().watches.map(({ ending }) => ending?.kind);
  return { clock, tenant, watcher, events, leave, outcome, endings };
}

/** The times between requests, per id. */
function gapsOf(seen: readonly { id: string; at: number }[], id: string): readonly number[] {
  const times = seen.filter((request) => request.id === id).map(({ at }) => at);
  return times.slice(1).map((at, index) => at - (times[index] ?? 0));
}

describe("polling", () => {
  test("signs in once, then asks every id at once, and then every 5 s", async () => {
    const { clock, tenant } = watching(3, { status: () => running });
    await clock.advance(20_500);
    expect(tenant.signIns).toEqual([0]);
    expect(tenant.seen.slice(0, 3).map(({ at }) => at)).toEqual([0, 0, 0]);
    expect(gapsOf(tenant.seen, "id-1")).toEqual([5200, 5000, 5000, 5000]);
  });

  test("asks 100 ids every 20 s, within the budget", async () => {
    const { clock, tenant, watcher } = watching(100, { status: () => running });
    await clock.advance(300_000);
    expect(watcher.snapshot().clients[0].intervalMs).toBe(20_000);
    expect(Math.max(...gapsOf(tenant.seen, "id-57"))).toBeLessThan(22_000);
    expect(tenant.seen.length).toBeGreaterThan(1400);
  });

  test("ends when every id has ended, and asks none after its end", async () => {
    const { clock, tenant, outcome, endings } = watching(2, {
      status: ({ id }, times) => (id === "id-0" || times === 4 ? completed : running),
    });
    await clock.advance(60_000);
    await expect(outcome).resolves.toBe("ended");
    expect(endings()).toEqual(["COMPLETED", "COMPLETED"]);
    expect(tenant.seen.filter(({ id }) => id === "id-0")).toHaveLength(1);
    expect(tenant.seen).toHaveLength(5);
  });

  test("has at most one request in flight per id, however slow the answers", async () => {
    let inFlight = 0;
    const most: number[] = [];
    const world = watching(1, {
      status: async () => {
        inFlight += 1;
        most.push(inFlight);
        await world.clock.sleep(12_000);
        inFlight -= 1;
        return running;
      },
    });
    await world.clock.advance(60_000);
    expect(most).toEqual([1, 1, 1, 1, 1]);
  });

  test("is left at once while a sign-in waits to be tried again", async () => {
    const signIn = () => {
      throw new NoAnswerError("ECONNREFUSED");
    };
    const { clock, leave, outcome } = watching(2, { signIn }, () => 1);
    await clock.advance(20_000);
    const reason = new Error("left");
    leave.abort(reason);
    expect(await outcome).toBe(reason);
  });

  test("is left at once, whatever it waits for", async () => {
    const { clock, leave, outcome, tenant } = watching(5, { status: () => running });
    await clock.advance(7000);
    const before = tenant.seen.length;
    leave.abort(new Error("left"));
    expect(await outcome).toEqual(new Error("left"));
    await clock.advance(60_000);
    expect(tenant.seen).toHaveLength(before);
    expect(clock.sleepers()).toBe(0);
  });

  test("stops at a bug of ours and reports it", async () => {
    const { clock, outcome } = watching(2, {
      status: () => {
        throw new RangeError("ours");
      },
    });
    await clock.advance(60_000);
    expect(await outcome).toEqual(new RangeError("ours"));
  });
});

describe("faults", () => {
  test("are asked again through the budget until there is an answer", async () => {
    const { clock, tenant, events, endings } = watching(
      1,
      {
        status: (_, times) => {
          if (times <= 3) throw new TransientError("ECONNRESET");
          return completed;
        },
      },
      () => 1,
    );
    await clock.advance(60_000);
    expect(gapsOf(tenant.seen, "id-0")).toEqual([1000, 2000, 4000]);
    expect(events.map(({ event }) => event.type)).toEqual([
      "fault",
      "fault",
      "fault",
      "poll",
      "recovered",
      "verdict",
      "ended",
    ]);
    expect(endings()).toEqual(["COMPLETED"]);
  });

  test("of signing in count as faults of the ids that wait for it", async () => {
    const { clock, events, tenant } = watching(1, {
      signIn: (times) => {
        if (times === 1) throw new TransientError("ENOTFOUND");
        return { accessToken: "good", expiresInMs: undefined };
      },
      status: () => running,
    });
    await clock.advance(3000);
    expect(events[0]?.event).toMatchObject({ type: "fault", reason: "ENOTFOUND" });
    expect(tenant.seen[0]?.accessToken).toBe("good");
  });

  test("of one id do not touch another", async () => {
    const { clock, endings } = watching(2, {
      status: ({ id }) => {
        if (id === "id-0") throw new RefusedError(400, "no");
        return running;
      },
    });
    await clock.advance(10_000);
    expect(endings()).toEqual(["REFUSED", undefined]);
  });
});

test("a sign-in that fails is tried again once for all ids, after longer and longer waits", async () => {
  const { clock, tenant, watcher } = watching(
    100,
    {
      signIn: () => {
        throw new NoAnswerError("ECONNREFUSED");
      },
    },
    () => 1,
  );
  await clock.advance(600_000);
  expect(watcher.snapshot().clients[0].signIn).toMatchObject({ kind: "waiting" });
  expect(tenant.signIns.length).toBeLessThan(18);
  expect(tenant.seen).toEqual([]);
});

describe("a 429", () => {
  test("makes every id wait, is told once, and changes no state", async () => {
    const { clock, tenant, events, watcher } = watching(4, {
      status: ({ id }, times) => {
        if (id === "id-2" && times === 2) throw new RateLimitedError(12_000);
        return running;
      },
    });
    await clock.advance(5700);
    const closedAt = tenant.seen.at(-1)?.at ?? 0;
    expect(watcher.snapshot().clients[0].budget.closedUntil).toBe(closedAt + 12_000);
    await clock.advance(11_600);
    expect(tenant.seen.at(-1)?.at).toBe(closedAt);
    await clock.advance(5000);
    expect(tenant.seen.filter(({ at }) => at > closedAt && at < closedAt + 12_000)).toEqual([]);
    expect(tenant.seen.at(-1)?.at).toBeGreaterThanOrEqual(closedAt + 12_000);
    const waits = events.filter(({ event }) => event.type === "wait");
    expect(waits).toMatchObject([{ watch: undefined, event: { waitMs: 12_000 } }]);
    expect(watcher.snapshot().watches.every(({ fault }) => fault === undefined)).toBe(true);
    expect(watcher.snapshot().watches[0]?.log[0]?.event.type).toBe("wait");
  });

  test("after a 429 is answered with a longer wait, lost connections in between or not", async () => {
    const { clock, watcher } = watching(1, {
      status: (_, times) => {
        if (times > 6) return running;
        throw times % 2 === 0 ? new NoAnswerError("ECONNRESET") : new RateLimitedError(0);
      },
    });
    await clock.advance(30_000);
    const waits = watcher
      .snapshot()
      .watches[0]?.log.flatMap(({ event }) =>
        event.type === "wait" ? [Math.round(event.waitMs)] : [],
      );
    expect(waits).toEqual([4000, 2000, 1000]);
  });

  test("to signing in makes everything wait, too", async () => {
    const { clock, tenant } = watching(2, {
      signIn: (times) => {
        if (times === 1) throw new RateLimitedError(7000);
        return { accessToken: "good", expiresInMs: undefined };
      },
      status: () => running,
    });
    await clock.advance(20_000);
    expect(tenant.signIns).toEqual([0, 7000]);
  });
});

describe("a 401", () => {
  test("renews the token once, however many ids were refused with it", async () => {
    const { clock, tenant, endings } = watching(8, {
      status: ({ accessToken }) => {
        if (accessToken === "token-1") throw new UnauthorizedError("JWT is expired");
        return completed;
      },
    });
    await clock.advance(60_000);
    expect(tenant.signIns).toHaveLength(2);
    expect(new Set(endings())).toEqual(new Set(["COMPLETED"]));
  });

  test("is cured again later: each token may expire", async () => {
    const { clock, tenant, endings } = watching(1, {
      status: ({ accessToken, at }) => {
        if (accessToken !== `token-${1 + Math.floor(at / 60_000)}`) throw new UnauthorizedError("");
        return running;
      },
    });
    await clock.advance(290_000);
    expect(tenant.signIns).toHaveLength(5);
    expect(endings()).toEqual([undefined]);
  });

  test("that a fresh token does not cure ends all ids, with what to do", async () => {
    const { clock, tenant, outcome, watcher, endings } = watching(3, {
      status: () => {
        throw new UnauthorizedError("JWT is expired");
      },
    });
    await clock.advance(60_000);
    await expect(outcome).resolves.toBe("ended");
    expect(tenant.signIns).toHaveLength(2);
    expect(endings()).toEqual(["SIGN_IN_REFUSED", "SIGN_IN_REFUSED", "SIGN_IN_REFUSED"]);
    expect(watcher.snapshot().watches[0]?.ending).toMatchObject({
      text: expect.stringContaining("Make a new personal access token"),
    });
  });

  test("of one id to two tokens in a row ends all ids, though others are answered", async () => {
    const { clock, tenant, watcher, outcome, endings } = watching(3, {
      status: ({ id }) => {
        if (id === "id-1") throw new UnauthorizedError("JWT validation failed");
        return running;
      },
    });
    await clock.advance(60_000);
    await expect(outcome).resolves.toBe("ended");
    const carried = tenant.seen.filter(({ id }) => id === "id-1").map((one) => one.accessToken);
    expect(carried).toEqual(["token-1", "token-2"]);
    expect(tenant.signIns).toHaveLength(2);
    expect(endings()).toEqual(["SIGN_IN_REFUSED", "SIGN_IN_REFUSED", "SIGN_IN_REFUSED"]);
    const ends = watcher.snapshot().watches.map(({ ending }) => ending);
    expect(exitCode({ by: "ends" }, ends, false)).toBe(4);
  });

  test("to a token that ran out on its way says nothing against the client", async () => {
    const world = watching(1, {
      signIn: (times) => ({ accessToken: `${times}`, expiresInMs: 15_000 }),
      status: async (_, times) => {
        if (times > 3) return running;
        await world.clock.sleep(14_000);
        throw new UnauthorizedError("JWT is expired");
      },
    });
    await world.clock.advance(60_000);
    expect(world.endings()).toEqual([undefined]);
    expect(world.tenant.seen.length).toBeGreaterThan(3);
  });

  test("to tokens that always run out on their way is a fault to see and to wait for", async () => {
    const { clock, tenant, watcher } = watching(
      1,
      {
        signIn: () => ({ accessToken: "x", expiresInMs: 0 }),
        status: () => {
          throw new UnauthorizedError("JWT is expired");
        },
      },
      () => 1,
    );
    await clock.advance(600_000);
    expect(tenant.seen.length).toBeLessThan(20);
    const { fault } = watcher.snapshot().watches[0] ?? {};
    expect(fault).toMatchObject({ reason: "access token expired on its way" });
  });

  test("of signing in itself ends all ids at once", async () => {
    const { clock, tenant, outcome, endings } = watching(3, {
      signIn: () => {
        throw new SignInRefusedError("Set SAIL_CLIENT_ID.");
      },
    });
    await clock.advance(60_000);
    await expect(outcome).resolves.toBe("ended");
    expect(tenant.signIns).toHaveLength(1);
    expect(endings()).toEqual(["SIGN_IN_REFUSED", "SIGN_IN_REFUSED", "SIGN_IN_REFUSED"]);
  });
});

describe("a token", () => {
  test("of 15 s is renewed before it expires: no request carries an old one", async () => {
    const { clock, tenant } = watching(3, {
      signIn: (times) => ({ accessToken: `${times}`, expiresInMs: 15_000 }),
      status: () => running,
    });
    await clock.advance(120_000);
    for (const { at, accessToken } of tenant.seen) {
      const signedInAt = tenant.signIns[Number(accessToken) - 1] ?? Number.NaN;
      expect(at - signedInAt).toBeLessThanOrEqual(13_500);
    }
    expect(tenant.signIns.length).toBeLessThanOrEqual(10);
  });

  test("that expires while a request waits for its turn is renewed before it leaves", async () => {
    const { clock, tenant } = watching(1, {
      signIn: (times) => ({ accessToken: `${times}`, expiresInMs: 15_000 }),
      status: (_, times) => {
        if (times === 1) throw new RateLimitedError(60_000);
        return running;
      },
    });
    await clock.advance(62_000);
    expect(tenant.seen.map(({ accessToken }) => accessToken)).toEqual(["1", "2"]);
  });

  test.for([0, 1, 3000])(
    "whose life is %i ms is used all the same, and others come seconds apart",
    async (expiresInMs) => {
      const { clock, tenant } = watching(10, {
        signIn: (times) => ({ accessToken: `${times}`, expiresInMs }),
        status: () => running,
      });
      await clock.advance(60_000);
      expect(tenant.seen.length).toBeGreaterThan(100);
      const gaps = tenant.signIns.slice(1).map((at, index) => at - (tenant.signIns[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5000);
    },
  );

  test("that is taken back after a few requests leads to two sign-ins in ten seconds at most", async () => {
    const used = new Map<string, number>();
    const { clock, tenant } = watching(1, {
      signIn: (times) => ({ accessToken: `${times}`, expiresInMs: 0 }),
      status: ({ accessToken }) => {
        const times = (used.get(accessToken) ?? 0) + 1;
        used.set(accessToken, times);
        if (times > 1) throw new UnauthorizedError("JWT is revoked");
        return running;
      },
    });
    await clock.advance(120_000);
    const { signIns } = tenant;
    expect(signIns.length).toBeGreaterThan(10);
    for (const [index, at] of signIns.slice(2).entries()) {
      expect(at - (signIns[index] ?? 0)).toBeGreaterThanOrEqual(10_000);
    }
  });
});

test("property: whatever the tenant answers, every id is asked on, and never too often", async () => {
  const outcome = fc.oneof(
    { weight: 20, arbitrary: fc.constant("answer" as const) },
    { weight: 2, arbitrary: fc.constant("fault" as const) },
    { weight: 1, arbitrary: fc.constant("limit" as const) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.array(outcome, { minLength: 10, maxLength: 97 }),
      async (count, drawn) => {
        const outcomes = [...drawn, ...drawn.map(() => "answer" as const)];
        let turn = 0;
        const limits: number[] = [];
        const {
          clock,
          tenant,
          leave,
          outcome: end,
        } = watching(
          count,
          {
            status: ({ at }) => {
              turn += 1;
              const next = outcomes[turn % outcomes.length];
              if (next === "fault") throw new TransientError("HTTP 500");
              if (next === "limit") {
                limits.push(at);
                throw new RateLimitedError(3000);
              }
              return running;
            },
          },
          () => 0.5,
        );
        await clock.advance(600_000);
        leave.abort(new Error("left"));
        await end;

        const times = [...tenant.seen.map(({ at }) => at), ...tenant.signIns].toSorted(
          (one, other) => one - other,
        );
        for (const [index, at] of times.entries()) {
          expect((times[index + 50] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(10_000);
        }
        for (const limit of limits) {
          expect(times.filter((at) => at > limit && at < limit + 3000)).toEqual([]);
        }
        const asked = new Set(tenant.seen.map(({ id }) => id));
        expect(asked.size).toBe(count);
      },
    ),
    { numRuns: 15 },
  );
});

test("the task of what has COMPLETED is asked before the polls that wait, however many", async () => {
  const { clock, tenant } = watching(200, {
    status: ({ id }) => (id === "id-7" ? completed : running),
    task: () => ({ completed: "2026-11-23T14:00:00Z", completionStatus: "SUCCESS" }),
  });
  await clock.advance(60_000);
  const completedAt = tenant.seen.find(({ id }) => id === "id-7")?.at ?? 0;
  expect(tenant.tasksAsked).toHaveLength(1);
  // The first answers have used up the window.
  expect([completedAt, tenant.tasksAsked[0]?.at]).toEqual([0, 10_001]);
});

test("once closed, it hears no more of a client that goes on with another watch", async () => {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status: () => completed });
  const client = createClient(tenant, { clock, random: () => 0 });
  const [first, second] = ["a", "b"].map((id) =>
    createWatcher(
      [{ id, label: undefined }],
      { intervalMs: 5000, stallAfterMs: undefined },
      { client, clock, random: () => 0 },
    ),
  );
  const { signal } = new AbortController();
  void first?.run(signal);
  await clock.advance(60_000);
  const last = first?.snapshot();
  first?.close();
  void second?.run(signal);
  await clock.advance(60_000);
  expect(second?.snapshot().watches[0]?.ending?.kind).toBe("COMPLETED");
  expect(first?.snapshot()).toBe(last);
});
