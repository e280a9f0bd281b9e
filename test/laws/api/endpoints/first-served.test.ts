import { expect, test, vi } from "vitest";
import {
  type ApiError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../../src/api/http/errors.ts";
import { firstServed } from "../../../../src/api/endpoints/first-served.ts";

const unsupported = new RefusedError(400, "Unsupported Task Definition type");

function refusing(error: ApiError) {
  return vi.fn<() => Promise<string>>(async () => {
    throw error;
  });
}

test.each([unsupported, new RefusedError(405, ""), new NotFoundError("")])(
  "after %s the next way is tried, and the refused one never again",
  async (refusal) => {
    const first = refusing(refusal);
    const ask = firstServed([first], async () => "served");
    expect([await ask(), await ask()]).toEqual(["served", "served"]);
    expect(first).toHaveBeenCalledTimes(1);
  },
);

test.each([
  new RefusedError(403, "no scope"),
  new UnauthorizedError(""),
  new RateLimitedError(1000),
  new TransientError("HTTP 500"),
])("after %s no other way is tried, and the same is asked again", async (error) => {
  const first = refusing(error);
  const last = vi.fn<() => Promise<string>>(async () => "served");
  const ask = firstServed([first], last);
  await expect(ask()).rejects.toBe(error);
  await expect(ask()).rejects.toBe(error);
  expect(first).toHaveBeenCalledTimes(2);
  expect(last).not.toHaveBeenCalled();
});

test("where every way is refused the last refusal is told", async () => {
  const last = new NotFoundError("gone");
  const ask = firstServed([refusing(unsupported), refusing(unsupported)], refusing(last));
  await expect(ask()).rejects.toBe(last);
});
