import { describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/http/api.ts";
import { NoAnswerError, RefusedError, SignInRefusedError } from "../../../src/api/http/errors.ts";
import { allPages } from "../../../src/api/endpoints/pages.ts";
import { keepSecrets } from "../../../src/api/answer/secrets.ts";
import { requestTask } from "../../../src/watch/polling/request-task.ts";
import type { OwnHappening } from "../../../src/watch/board.ts";
import { inventedClock } from "../../support/invented/clock.ts";

describe("a page that is refused", () => {
  const refusedWith = async (status: number, message: string) => {
    const limits: number[] = [];
    const read = allPages(4, 4, async (_, limit) => {
      limits.push(limit);
      throw new RefusedError(status, message);
    });
    await expect(read).rejects.toThrow(message);
    return limits;
  };

  test("for its size is asked for again, smaller and smaller", async () => {
    expect(await refusedWith(413, "too large")).toEqual([4, 2, 1]);
    expect(await refusedWith(400, "Limit must be lower")).toEqual([4, 2, 1]);
  });

  test("for anything else is not", async () => {
    expect(await refusedWith(400, "unsupported filter")).toEqual([4]);
    expect(await refusedWith(400, "unlimited")).toEqual([4]);
    expect(await refusedWith(403, "limit")).toEqual([4]);
  });
});

test("of the tokens the last four are hidden, and each is remembered once", () => {
  const tokens = Array.from({ length: 5 }, (_, index) => `${index}`.repeat(16));
  const secrets = keepSecrets([]);
  for (const token of tokens.slice(0, 4)) secrets.add(token);
  secrets.add(tokens[0] ?? "");
  expect(tokens.map((token) => secrets.hideIn(`<${token}>`))).toEqual([
    "<…>",
    "<…>",
    "<…>",
    "<…>",
    `<${tokens[4]}>`,
  ]);
  secrets.add(tokens[4] ?? "");
  expect(secrets.hideIn(`<${tokens[0]}>`)).toBe(`<${tokens[0]}>`);
  expect(tokens.slice(1).map((token) => secrets.hideIn(`<${token}>`))).toEqual([
    "<…>",
    "<…>",
    "<…>",
    "<…>",
  ]);
});

test("a task that does not answer is given up when the time for it is over, not before", async () => {
  const clock = inventedClock();
  await clock.advance(10_000);
  const failures: unknown[] = [];
  const polled = {
    id: "a",
    taskUntil: () => 40_000,
    post: (happening: OwnHappening) => {
      if (happening.type === "taskFailed") failures.push(happening.error);
    },
  };
  const apiFor = (signal: AbortSignal): Api => ({
    version: "v2024",
    ask: () =>
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  });
  const asked = requestTask(polled, { apiFor }, clock, new AbortController().signal);
  await clock.advance(29_999);
  expect(failures).toEqual([]);
  await clock.advance(1);
  await asked;
  expect(failures).toEqual([new NoAnswerError("no answer in time")]);
});

test("a task that is asked in vain has failed, but for a bug of ours and for what is given up", async () => {
  const happenings: OwnHappening[] = [];
  const polled = {
    id: "a",
    taskUntil: () => Number.POSITIVE_INFINITY,
    post: (happening: OwnHappening) => void happenings.push(happening),
  };
  const askedWith = (failure: Error, signal: AbortSignal) => {
    const apiFor = (): Api => ({ version: "v2024", ask: () => Promise.reject(failure) });
    return requestTask(polled, { apiFor }, inventedClock(), signal).catch(
      (thrown: unknown) => thrown,
    );
  };
  const { signal } = new AbortController();
  const [refused, bug] = [new RefusedError(403, ""), new TypeError("ours")];
  const reason = new SignInRefusedError("");
  expect(await askedWith(refused, signal)).toBe(false);
  expect(await askedWith(bug, signal)).toBe(bug);
  expect(await askedWith(refused, AbortSignal.abort(reason))).toBe(reason);
  expect(happenings).toEqual([{ type: "taskFailed", error: refused }]);
});
