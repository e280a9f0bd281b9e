import { describe, expect, test } from "vitest";
import {
  NotFoundError,
  RateLimitedError,
  UnauthorizedError,
} from "../../../src/api/http/errors.ts";
import { createClient } from "../../../src/client/client.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

/** A watch of ids, each asked every 30 s, at work. */
function watching(ids: readonly string[], script: Script = { status: () => answer("STARTED") }) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, script);
  const client = createClient(tenant, { clock, random: () => 0 });
  const watcher = createWatcher(
    ids.map((id) => ({ id, label: undefined })),
    { intervalMs: 30_000, stallAfterMs: undefined },
    { client, clock, random: () => 0 },
  );
  const leave = new AbortController();
  let isOver = false;
  const outcome = watcher.run(leave.signal).then(
    () => ((isOver = true), "ended" as const),
    (error: unknown) => ((isOver = true), error),
  );
  /** When an id was asked. */
  const asked = (id: string) => tenant.seen.filter((seen) => seen.id === id).map(({ at }) => at);
  return { clock, tenant, client, watcher, leave, outcome, asked, isOver: () => isOver };
}

test("a watch of no ids is over at once", async () => {
  const { clock, outcome } = watching([]);
  await clock.advance(0);
  expect(await outcome).toBe("ended");
});

describe("an id", () => {
  test("that is dropped and comes again at once is asked as one, until it is dropped again", async () => {
    const { clock, watcher, outcome, asked, isOver } = watching(["a"]);
    await clock.advance(1000);
    watcher.drop("a");
    watcher.add([{ id: "a", label: undefined }]);
    await clock.advance(59_000);
    expect(asked("a")).toEqual([0, 1000, 31_000]);
    expect(isOver()).toBe(false);
    watcher.drop("a");
    await clock.advance(60_000);
    expect(asked("a")).toHaveLength(3);
    expect(await outcome).toBe("ended");
  });

  test("that has ended can be dropped, and nobody else notices", async () => {
    const status: Script["status"] = ({ id }) => answer(id === "a" ? "CANCELLED" : "STARTED");
    const { clock, watcher, asked } = watching(["a", "b"], { status });
    await clock.advance(1000);
    watcher.drop("a");
    await clock.advance(30_000);
    expect(watcher.snapshot().watches.map(({ id }) => id)).toEqual(["b"]);
    expect(asked("b")).toEqual([0, 30_000]);
  });

  test("that waits for its turn when all is paused has it when all goes on", async () => {
    const { clock, tenant, watcher } = watching(["a", "b", "c"]);
    await clock.advance(30_300);
    watcher.pause(true);
    await clock.advance(9700);
    const again = () => tenant.seen.slice(3).map(({ id }) => id);
    expect(again()).toEqual(["a", "b"]);
    watcher.pause(false);
    await clock.advance(1000);
    expect(again()).toEqual(["a", "b", "c"]);
  });

  test("is asked anew after the process stood still, whatever was under way", async () => {
    const late = () => new Promise<never>(() => undefined);
    const status: Script["status"] = ({ id }, times) =>
      id === "a" && times === 1 ? late() : answer("STARTED");
    const { clock, watcher, asked } = watching(["a", "b"], { status });
    await clock.advance(10_000);
    expect(watcher.snapshot().watches.map(({ askedAt }) => askedAt)).toEqual([0, undefined]);
    watcher.interrupt();
    await clock.advance(1000);
    expect(asked("a").length + asked("b").length).toBe(4);
    expect(Math.max(...asked("a"), ...asked("b"))).toBe(10_000);
    await clock.advance(30_000);
    expect([asked("a"), asked("b")].map(({ length }) => length)).toEqual([3, 3]);
  });

  test("that the user wants at once goes before look-ups that wait", async () => {
    const { clock, client, tenant, watcher } = watching(["a"]);
    await clock.advance(1000);
    const asked: number[] = [];
    const lookUp = { method: "GET", path: "v2024/sources" } as const;
    for (let lookUps = 0; lookUps < 50; lookUps += 1) {
      client.api.ask(lookUp).catch(() => asked.push(clock.elapsed()));
    }
    await clock.advance(100);
    watcher.refresh("a");
    await clock.advance(20_000);
    expect(tenant.seen.map(({ at }) => at)).toEqual([0, 10_600]);
    expect(asked.filter((at) => at > 1000)).toEqual([10_600, 11_001]);
  });

  test("whose task does not answer in 30 s ends without it", async () => {
    const { clock, watcher } = watching(["a"], {
      status: () => answer("COMPLETED"),
      task: () => new Promise<never>(() => undefined),
    });
    const ending = () => watcher.snapshot().watches[0]?.ending;
    await clock.advance(29_999);
    expect(ending()).toBeUndefined();
    await clock.advance(1);
    expect(ending()).toMatchObject({
      verdict: { kind: "UNREADABLE", reason: "no answer in time" },
    });
  });

  test("whose task is asked while it is RETRIED has an answer however late", async () => {
    const { clock, watcher } = watching(["a"], {
      status: () => answer("RETRIED"),
      task: async () => {
        await clock.sleep(600_000);
        return { completed: "2026-11-23T14:00:00Z", completionStatus: "SUCCESS" };
      },
    });
    await clock.advance(1_200_000);
    expect(watcher.snapshot().watches[0]?.ending).toMatchObject({ kind: "COMPLETED" });
  });
});

describe("the client of a watch", () => {
  const lookUp = { method: "GET", path: "v2024/sources" } as const;

  test("is there for others once all ids have ended", async () => {
    const { clock, client, outcome } = watching(["a"], { status: () => answer("CANCELLED") });
    await clock.advance(1000);
    expect(await outcome).toBe("ended");
    const answered = client.api.ask(lookUp).catch((error: unknown) => error);
    await clock.advance(1000);
    expect(await answered).toBeInstanceOf(NotFoundError);
  });

  test("is stopped with a watch that is left", async () => {
    const { clock, client, leave, outcome } = watching(["a"]);
    await clock.advance(1000);
    const reason = new Error("left");
    leave.abort(reason);
    expect(await outcome).toBe(reason);
    const answered = client.api.ask(lookUp).catch((error: unknown) => error);
    await clock.advance(1000);
    expect(await answered).toEqual(new Error("the client was stopped"));
  });
});

describe("a 401", () => {
  const refusing = (error: UnauthorizedError) =>
    watching(["a"], {
      status: () => {
        throw error;
      },
    });
  const advice =
    "Make a new personal access token, set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, then start again.";

  test.for([
    [new UnauthorizedError("JWT is revoked", { requestId: "r" }), ": JWT is revoked, request id r"],
    [new UnauthorizedError("JWT is revoked"), ": JWT is revoked"],
    [new UnauthorizedError("", { requestId: "r" }), ": request id r"],
    [new UnauthorizedError(""), ""],
  ] as const)(
    "to fresh tokens ends the id with all that is known: %s",
    async ([error, details]) => {
      const { clock, watcher, outcome } = refusing(error);
      await clock.advance(20_000);
      expect(await outcome).toBe("ended");
      expect(watcher.snapshot().watches[0]?.ending).toMatchObject({
        kind: "SIGN_IN_REFUSED",
        text: `The tenant refuses the token that it has just given (HTTP 401${details}). ${advice}`,
      });
    },
  );

  test("to a token that was good for something since the last 401 is cured by another", async () => {
    const answers = [
      new UnauthorizedError("1"),
      new RateLimitedError(0),
      new UnauthorizedError("2"),
    ];
    const { clock, tenant, watcher } = watching(["a"], {
      status: (_, times) => {
        const error = answers[times - 1];
        if (error) throw error;
        return answer("STARTED");
      },
    });
    await clock.advance(20_000);
    expect(watcher.snapshot().watches[0]).toMatchObject({ status: "STARTED", ending: undefined });
    expect(tenant.signIns).toHaveLength(3);
  });

  test("to a token that ran out on its way is no fault the first time", async () => {
    const { clock, watcher } = watching(["a"], {
      signIn: (times) => ({ accessToken: `${times}`, expiresInMs: 15_000 }),
      status: async (_, times) => {
        if (times > 1) return new Promise<never>(() => undefined);
        await clock.sleep(14_000);
        throw new UnauthorizedError("expired");
      },
    });
    const told: string[] = [];
    watcher.onEvent(({ event }) => told.push(event.type));
    await clock.advance(20_000);
    expect(told).toEqual([]);
  });
});
