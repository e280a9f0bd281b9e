import { describe, expect, test } from "vitest";
import {
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
} from "../../../src/api/http/errors.ts";
import { exitCode } from "../../../src/exit/exit-code.ts";
import { standingOf } from "../../../src/watch/model/standing.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

/** What asking these ids once comes to in a day, with the requests that it took. */
async function asked(script: Script, ids: readonly string[] = ["a"]) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, script);
  const watcher = createWatcher(
    ids.map((id) => ({ id, label: undefined })),
    { intervalMs: 5000, stallAfterMs: undefined, isAskedOnce: true },
    { tenant, clock, random: () => 0 },
  );
  let tookMs: number | undefined;
  const over = watcher.run(new AbortController().signal).then(() => (tookMs = clock.elapsed()));
  await clock.advance(86_400_000);
  await over;
  const { watches } = watcher.snapshot();
  const endings = watches.map(({ ending }) => ending);
  return {
    watches,
    tookMs,
    code: exitCode({ by: "ends" }, endings, false),
    statuses: tenant.seen.map(({ id }) => id),
    tasks: tenant.tasksAsked.map(({ id }) => id),
  };
}

const success = { completed: 1000, completionStatus: "SUCCESS" };

describe("an id that is asked once", () => {
  test.for(["STARTED", "ACCOUNTS_COLLECTED", "RETRIED", "MERGING"])(
    "costs one request and runs, at %s",
    async (status) => {
      const { statuses, tasks, code, watches } = await asked({
        status: () => answer(status, accounts(41, 100)),
        task: () => success,
      });
      expect({ statuses, tasks, code }).toEqual({ statuses: ["a"], tasks: [], code: 8 });
      expect(watches[0]).toMatchObject({ status, ending: undefined });
    },
  );

  test("is not asked again though all is processed, while another one is awaited", async () => {
    let times = 0;
    const { statuses } = await asked(
      {
        status: ({ id }) => {
          if (id === "b" && (times += 1) < 5) throw new TransientError("HTTP 500");
          return answer("ACCOUNTS_COLLECTED", accounts(100, 100));
        },
      },
      ["a", "b"],
    );
    expect(statuses.filter((id) => id === "a")).toHaveLength(1);
    expect(statuses.filter((id) => id === "b")).toHaveLength(5);
  });

  test.for([
    ["SUCCESS", 0],
    ["WARNING", 0],
    ["ERROR", 1],
    ["TEMP_ERROR", 1],
  ] as const)(
    "once COMPLETED is what its task says: %s is %i",
    async ([completionStatus, code]) => {
      const found = await asked({
        status: () => answer("COMPLETED"),
        task: () => ({ ...success, completionStatus }),
      });
      expect(found).toMatchObject({ statuses: ["a"], tasks: ["a"], code });
      expect(found.watches[0]?.ending).toMatchObject({ verdict: { kind: completionStatus } });
    },
  );

  test("has no verdict yet where its task has none, and is not waited for", async () => {
    const found = await asked({ status: () => answer("COMPLETED"), task: () => ({}) });
    expect(found).toMatchObject({ statuses: ["a"], tasks: ["a"], code: 8, tookMs: 0 });
    expect(found.watches.map(standingOf)).toEqual(["verdictPending"]);
  });

  test("has no verdict yet where `completed` is set a moment before `completionStatus`", async () => {
    const found = await asked({
      status: () => answer("COMPLETED"),
      task: () => ({ completed: 1000, completionStatus: null }),
    });
    expect(found.code).toBe(8);
    expect(found.watches.map(standingOf)).toEqual(["verdictPending"]);
  });

  test("with the first 404 is what its task says", async () => {
    const found = await asked({ task: () => ({ ...success, completionStatus: "ERROR" }) });
    expect(found).toMatchObject({ statuses: ["a"], tasks: ["a"], code: 1 });
  });

  test("with a 404 of both is not found", async () => {
    const found = await asked({
      task: () => {
        throw new NotFoundError("");
      },
    });
    expect(found).toMatchObject({ statuses: ["a"], tasks: ["a"], code: 3 });
    expect(found.watches[0]?.ending?.kind).toBe("NOT_FOUND");
  });

  test("with a 404 and a task that runs has just been started", async () => {
    const found = await asked({ task: () => ({}) });
    expect(found).toMatchObject({ statuses: ["a"], tasks: ["a"], code: 8 });
    expect(found.watches.map(standingOf)).toEqual(["notFoundSoFar"]);
  });

  test("is asked again after faults, and so is its task", async () => {
    const http502 = (times: number) => {
      if (times < 3) throw new TransientError("HTTP 502");
    };
    const found = await asked({
      status: (_, times) => {
        http502(times);
        return answer("COMPLETED");
      },
      task: (_, times) => {
        http502(times);
        return success;
      },
    });
    expect(found).toMatchObject({ code: 0, statuses: ["a", "a", "a"], tasks: ["a", "a", "a"] });
  });

  test("waits out a 429", async () => {
    const found = await asked({
      status: (_, times) => {
        if (times === 1) throw new RateLimitedError(12_000);
        return answer("STARTED");
      },
    });
    expect(found).toMatchObject({ code: 8, statuses: ["a", "a"] });
    expect(found.tookMs).toBeGreaterThanOrEqual(12_000);
  });

  test("that the user may not read is a permission, whatever the others are", async () => {
    const found = await asked(
      {
        status: ({ id }) => {
          if (id === "b") throw new RefusedError(403, "no");
          return answer("STARTED");
        },
      },
      ["a", "b", "c"],
    );
    expect(found).toMatchObject({ code: 4, statuses: ["a", "b", "c"] });
  });
});

test("of fifty ids all are asked in the first second", async () => {
  const ids = Array.from({ length: 49 }, (_, index) => `id-${index}`);
  const { tookMs, statuses } = await asked({ status: () => answer("STARTED") }, ids);
  expect(statuses.toSorted()).toEqual(ids.toSorted());
  expect(tookMs).toBeLessThan(1000);
});
