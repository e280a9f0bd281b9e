import { describe, expect, test } from "vitest";
import {
  type ApiError,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../src/api/http/errors.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { asking, lookUp } from "../../support/invented/look-ups.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

const expired = new UnauthorizedError("expired");

describe("signing in", () => {
  test("gives two tokens in ten seconds at most", async () => {
    const { clock, client, tenant } = asking([expired, expired, "[]"]);
    const refused = client.api.ask(lookUp).catch((error: unknown) => error);
    await clock.advance(1000);
    expect(await refused).toBe(expired);
    const answered = client.api.ask(lookUp);
    await clock.advance(20_000);
    await answered;
    expect(tenant.signIns).toEqual([0, 0, 10_000]);
  });

  test("goes before whatever else is no poll", async () => {
    const { clock, client, tenant } = asking(["[]"]);
    const { signal } = new AbortController();
    let left = 0;
    for (let other = 0; other < 52; other += 1) {
      void client.queue.take(() => ({ lane: "other", dueAt: 0 }), signal).then(() => (left += 1));
    }
    const answered = client.api.ask(lookUp);
    await clock.advance(5000);
    expect([left, tenant.signIns]).toEqual([50, []]);
    await clock.advance(5001);
    expect([left, tenant.signIns]).toEqual([50, [10_001]]);
    await clock.advance(600);
    await answered;
    expect(left).toBe(52);
  });

  test("that is refused is over, with nothing to wait for", async () => {
    const refused = new SignInRefusedError("wrong");
    const { clock, client } = asking([], { signIn: () => Promise.reject(refused) });
    const outcome = client.api.ask(lookUp).catch((error: unknown) => error);
    await clock.advance(1000);
    expect(await outcome).toBe(refused);
    expect(client.signIn()).toBeUndefined();
  });
});

describe("a 429 after another one asks for a longer wait", () => {
  const waitsAround = async (between: ApiError | string) => {
    const limits = [new RateLimitedError(0), new RateLimitedError(0)] as const;
    const { clock, client } = asking([limits[0], between, limits[1], "[]"]);
    const waits: number[] = [];
    client.listen({ limited: ({ waitMs }) => waits.push(waitMs) });
    for (let times = 0; times < 3; times += 1) {
      const outcome = client.api.ask(lookUp).catch(() => undefined);
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(30_000);
      // oxlint-disable-next-line no-await-in-loop
      await outcome;
    }
    return waits;
  };

  test("unless something was answered in between, be it a refusal", async () => {
    expect(await waitsAround("[]")).toEqual([1000, 1000]);
    expect(await waitsAround(new RefusedError(403, "no"))).toEqual([1000, 1000]);
    expect(await waitsAround(new NoAnswerError("ECONNRESET"))).toEqual([1000, 2000]);
  });
});

describe("a second token that is refused", () => {
  /** One id has the first token refused, another is then answered so, and a third refuses the next. */
  async function endingsAfter(answered: ApiError | undefined) {
    const clock = inventedClock();
    const status: Script["status"] = ({ id, accessToken }) => {
      if (id === "first" && accessToken === "token-1") throw expired;
      if (id === "first") return new Promise<never>(() => undefined);
      if (accessToken === "token-1") throw new TransientError("HTTP 502");
      if (id === "then" && answered) throw answered;
      if (id === "then") return new Promise<never>(() => undefined);
      if (accessToken === "token-2") throw expired;
      return answer("STARTED");
    };
    const ids = ["first", "then", "last"].map((id) => ({ id, label: undefined }));
    const settings = { intervalMs: 60_000, stallAfterMs: undefined };
    const tenant = inventedTenant(clock, { status });
    const watcher = createWatcher(ids, settings, { tenant, clock, random: () => 1 });
    void watcher.run(new AbortController().signal);
    await clock.advance(20_000);
    return watcher.snapshot().watches.at(-1)?.ending?.kind;
  }

  test("says nothing against the client once any answer has said that it is good", async () => {
    expect(await endingsAfter(new RefusedError(403, "no"))).toBeUndefined();
    expect(await endingsAfter(new NotFoundError("no"))).toBeUndefined();
    expect(await endingsAfter(new RateLimitedError(0))).toBeUndefined();
  });

  test("ends all ids before that: a fault is no such answer", async () => {
    expect(await endingsAfter(undefined)).toBe("SIGN_IN_REFUSED");
    expect(await endingsAfter(new TransientError("HTTP 502"))).toBe("SIGN_IN_REFUSED");
  });
});
