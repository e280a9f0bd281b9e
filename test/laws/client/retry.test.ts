import { expect, test } from "vitest";
import { TransientError } from "../../../src/api/http/errors.ts";
import { withRetries } from "../../../src/client/retry.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const never = new AbortController().signal;

/** What becomes of a request whose first answer asks to be left alone for so long, after a second. */
async function askedAgainAfter(retryAfterMs: number) {
  const clock = inventedClock();
  const busy = new TransientError("HTTP 503", { retryAfterMs: retryAfterMs });
  let times = 0;
  const send = async () => {
    times += 1;
    await clock.sleep(1000);
    if (times === 1) throw busy;
    return clock.elapsed();
  };
  const outcome = withRetries(send, { clock, random: () => 0 }, () => undefined, never).catch(
    (error: unknown) => error,
  );
  await clock.advance(120_000);
  const answer = await outcome;
  return answer === busy ? "no more" : answer;
}

test("a request is sent again after any fault, by its pause alone, up to a minute after the first", async () => {
  expect(await askedAgainAfter(0)).toBe(2250);
  expect(await askedAgainAfter(59_000)).toBe(61_000);
  expect(await askedAgainAfter(59_001)).toBe("no more");
});
