import type { TimedEvent } from "../../../../src/watch/model/timed-event.ts";
import type { Happening } from "../../../../src/watch/decide/happening.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ApiError,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  TransientError,
  UnauthorizedError,
} from "../../../../src/api/http/errors.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import { giveUpAt } from "../../../../src/watch/decide/give-up.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { createWatcher } from "../../../../src/watch/watcher.ts";
import { accounts, answer } from "../../../support/invented/answers.ts";
import { inventedClock } from "../../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../../support/invented/tenant.ts";

const wallAtStart = Date.parse("2026-11-23T14:00:00Z");
const second = 1000;
const minute = 60 * second;

const fresh = newWatch({ id: "a", label: undefined }, 0);

function after(watch: Watch, happening: Happening, at: number): Watch {
  return decide(watch, happening, { elapsed: at, wall: wallAtStart + at }).watch;
}

/** What `--give-up-after` says, in milliseconds, or that it is not given. */
type Limit = number | "never";

function failed(
  watch: Watch,
  at: number,
  limit: Limit = minute,
  error: ApiError = new NoAnswerError("ECONNRESET"),
): Watch {
  const giveUpAfterMs = limit === "never" ? undefined : limit;
  return after(watch, { type: "failed", error, jitter: 1, giveUpAfterMs }, at);
}

function waited(watch: Watch, at: number, waitMs: number): Watch {
  return after(watch, { type: "waited", event: { type: "wait", waitMs } }, at);
}

const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));

function answered(watch: Watch, at: number): Watch {
  const said = { type: "answered", answer: running, intervalMs: 5000 } as const;
  return after(watch, { ...said, stallAfterMs: undefined }, at);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Faults at each moment when it is asked, until it has ended or 200 of them. */
function faultsWithout(end: Limit): { watch: Watch; at: number } {
  let [watch, at] = [fresh, 0];
  for (let times = 0; times < 200 && !watch.ending; times += 1) {
    at = times === 0 ? 0 : watch.regularAskAt;
    watch = failed(watch, at, end);
  }
  return { watch, at };
}

describe("giving up", () => {
  test("is not done unless the user says so, however long it lasts", () => {
    const { watch, at } = faultsWithout("never");
    expect(watch.ending).toBeUndefined();
    expect(at).toBeGreaterThan(3 * 60 * minute);
  });

  test("ends an id whose faults have lasted so long, with what is known of it", () => {
    const seen = answered(fresh, 0);
    const once = failed(seen, 5 * second);
    expect(failed(once, 64 * second).ending).toBeUndefined();
    const reset = new TransientError("HTTP 502", { requestId: "7c1e" });
    expect(failed(once, 65 * second, minute, reset).ending).toEqual({
      kind: "GIVEN_UP",
      at: wallAtStart + 65 * second,
      reason: "HTTP 502",
      tries: 2,
      since: wallAtStart + 5 * second,
      lastAnswerAt: wallAtStart,
      requestId: "7c1e",
    });
  });

  test("says that there never was an answer", () => {
    const { ending } = failed(failed(fresh, 0), minute);
    expect(ending).toMatchObject({ kind: "GIVEN_UP", lastAnswerAt: undefined });
  });

  test("is told once, as an end and no further fault", () => {
    const once = failed(fresh, 0);
    const error = new NoAnswerError("ECONNRESET");
    const last = { type: "failed", error, jitter: 1, giveUpAfterMs: minute } as const;
    const { events, watch } = decide(once, last, { elapsed: minute, wall: minute });
    expect(events).toMatchObject([{ type: "ended", ending: { kind: "GIVEN_UP" } }]);
    expect(decide(watch, last, { elapsed: 2 * minute, wall: 0 })).toEqual({ watch, events: [] });
  });

  test("comes at the limit: the last try is not put off beyond it", () => {
    for (const limit of [1, 7, 59, 60, 61, 3600].map((seconds) => seconds * second)) {
      expect(faultsWithout(limit)).toMatchObject({ watch: { ending: {} }, at: limit });
    }
  });

  test("does not wait for what a server asks to wait beyond it", () => {
    const busy = new TransientError("HTTP 503", { retryAfterMs: 60 * minute });
    expect(failed(fresh, 0, minute, busy).regularAskAt).toBe(minute);
    expect(failed(fresh, 0, "never", busy).regularAskAt).toBe(60 * minute);
  });

  test("is begun anew by any success", () => {
    const again = failed(answered(failed(fresh, 0), 59 * second), 70 * second);
    expect(failed(again, 129 * second).ending).toBeUndefined();
    expect(failed(again, 130 * second).ending).toBeDefined();
  });

  test("is begun anew by a 404, which is an answer", () => {
    const missing = new NotFoundError("");
    const again = failed(failed(failed(fresh, 0), 59 * second, minute, missing), 66 * second);
    expect(failed(again, 100 * second).ending).toBeUndefined();
  });

  test.for([new RateLimitedError(1000), new UnauthorizedError("expired")])(
    "is never done for %o",
    (error) => {
      expect(failed(failed(fresh, 0), 10 * minute, minute, error).ending).toBeUndefined();
    },
  );

  test("does not count the time in which a 429 let nothing leave", () => {
    const limited = waited(failed(fresh, 0), 10 * second, 5 * minute);
    expect(failed(limited, 6 * minute - 1).ending).toBeUndefined();
    expect(failed(limited, 6 * minute).ending).toBeDefined();
    const longAgo = failed(waited(fresh, 0, 5 * minute), 6 * minute);
    expect(giveUpAt(longAgo, minute)).toBe(7 * minute);
  });

  test("does not count such times, however many there were", () => {
    const everyTwo = Array.from({ length: 60 }, (_, times) => times * 2 * minute);
    const often = (watch: Watch) => everyTwo.reduce((one, at) => waited(one, at, minute), watch);
    expect(giveUpAt(often(failed(fresh, 0)), minute)).toBe(61 * minute);
    expect(giveUpAt(failed(often(fresh), 200 * minute), minute)).toBe(201 * minute);
  });

  test("counts from when the program goes on after it stood still", () => {
    const woken = after(failed(fresh, 0), { type: "interrupted" }, 60 * minute);
    const again = failed(woken, 60 * minute);
    expect(again.ending).toBeUndefined();
    expect(failed(again, 61 * minute).ending).toBeDefined();
  });

  test("property: comes when faults have lasted so long, neither sooner nor later", () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 40 * second }), { minLength: 1 });
    const limits = fc.integer({ min: second, max: 5 * minute });
    fc.assert(
      fc.property(pauses, limits, (gaps, limit) => {
        const times = gaps.map((_, index) => sum(gaps.slice(0, index + 1)));
        const watches = times.map((_, index) =>
          times
            .slice(0, index + 1)
            .reduce((watch, at) => failed(watch, at, limit), failed(fresh, 0, limit)),
        );
        expect(watches.map(({ ending }) => ending?.kind)).toEqual(
          times.map((at) => (at >= limit ? "GIVEN_UP" : undefined)),
        );
        const nextTries = watches.filter(({ ending }) => !ending).map((one) => one.regularAskAt);
        expect(Math.max(0, ...nextTries)).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

/** A watcher that gives up after a minute, at work. */
function watching(count: number, script: Script, limit: Limit = minute) {
  const giveUpAfterMs = limit === "never" ? undefined : limit;
  const clock = inventedClock(wallAtStart);
  const tenant = inventedTenant(clock, script);
  const ids = Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    label: undefined,
  }));
  const settings = { intervalMs: 5000, stallAfterMs: undefined, giveUpAfterMs };
  const watcher = createWatcher(ids, settings, { tenant, clock, random: () => 1 });
  const events: TimedEvent[] = [];
  watcher.onEvent((event) => events.push(event));
  const outcome = watcher.run(new AbortController().signal).then(() => clock.elapsed());
  const endings = () => watcher.snapshot().watches.map(({ ending }) => ending);
  return { clock, tenant, events, outcome, endings };
}

function givenUp(count: number, reason: string): readonly object[] {
  return Array.from({ length: count }, () => ({ kind: "GIVEN_UP", reason }));
}

describe("a watcher that gives up", () => {
  test("ends with the last id, and sends nothing after that", async () => {
    const { clock, tenant, outcome, endings } = watching(3, {
      status: () => {
        throw new NoAnswerError("ECONNRESET");
      },
    });
    await clock.advance(10 * minute);
    expect(await outcome).toBeLessThan(minute + 2 * second);
    expect(endings()).toMatchObject(givenUp(3, "ECONNRESET"));
    expect(tenant.seen.at(-1)?.at).toBeLessThan(minute + 2 * second);
    expect(clock.sleepers()).toBe(0);
  });

  test("leaves the others alone", async () => {
    const { clock, endings } = watching(2, {
      status: ({ id }) => {
        if (id === "id-0") throw new TransientError("HTTP 500");
        return running;
      },
    });
    await clock.advance(2 * minute);
    expect(endings().map((ending) => ending?.kind)).toEqual(["GIVEN_UP", undefined]);
  });

  test("counts a sign-in that fails as a fault of each id", async () => {
    const { clock, outcome, endings } = watching(20, {
      signIn: () => {
        throw new NoAnswerError("ENOTFOUND");
      },
    });
    await clock.advance(10 * minute);
    expect(await outcome).toBeLessThanOrEqual(minute + 2 * second);
    expect(endings()).toMatchObject(givenUp(20, "ENOTFOUND"));
  });

  test("does not wait for a sign-in that is to be tried in an hour", async () => {
    const { clock, tenant, outcome, events } = watching(2, {
      signIn: () => {
        throw new TransientError("HTTP 503", { retryAfterMs: 60 * minute });
      },
    });
    await clock.advance(10 * minute);
    expect(await outcome).toBeLessThanOrEqual(minute + 2 * second);
    expect(tenant.signIns).toHaveLength(1);
    expect(events.length).toBeLessThan(10);
  });

  test("waits for that sign-in as long as it takes where nobody gives up", async () => {
    const { clock, tenant, endings } = watching(
      1,
      {
        signIn: (times) => {
          if (times === 1) throw new TransientError("HTTP 503", { retryAfterMs: 60 * minute });
          return { accessToken: "good", expiresInMs: undefined };
        },
        status: () => running,
      },
      "never",
    );
    await clock.advance(61 * minute);
    expect(tenant.signIns).toEqual([0, 60 * minute]);
    expect(endings()).toEqual([undefined]);
  });

  test("gives up tokens that always run out on their way, and blames no client for it", async () => {
    const { clock, outcome, endings } = watching(1, {
      signIn: () => ({ accessToken: "x", expiresInMs: 0 }),
      status: () => {
        throw new UnauthorizedError("JWT is expired");
      },
    });
    await clock.advance(10 * minute);
    expect(await outcome).toBeLessThan(minute + 5 * second);
    expect(endings()).toMatchObject([
      { kind: "GIVEN_UP", reason: "access token expired on its way" },
    ]);
  });

  test("goes on while there is a success now and then", async () => {
    const { clock, endings } = watching(1, {
      status: (_, times) => {
        if (times % 4 !== 0) throw new TransientError("HTTP 500");
        return running;
      },
    });
    await clock.advance(60 * minute);
    expect(endings()).toEqual([undefined]);
  });
});
