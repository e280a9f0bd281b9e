import { expect, test } from "vitest";
import type { Ending } from "../../../src/watch/model/ending.ts";
import type { TaskVerdict } from "../../../src/watch/model/verdict.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { askedText } from "../../../src/wording/asked-text.ts";
import { stateText } from "../../../src/wording/state-text.ts";
import { accounts } from "../../support/invented/answers.ts";
import { live, over } from "../../support/invented/watches.ts";

const running = live("HR", "ACCOUNTS_COLLECTED", accounts(41, 100));
const unasked = newWatch({ id: "a", label: undefined }, 0);

function said(watch: Watch): string {
  return askedText(watch, undefined, 0, 5000);
}

function completed(verdict: TaskVerdict): Watch {
  const ending = { kind: "COMPLETED", at: 0, isSeenRunning: false, tookMs: 61_000 } as const;
  return over(running, { ...ending, verdict });
}

test("what runs is told as in a watch", () => {
  expect(said(running)).toBe("PROCESSING, 41/100 accounts (41%)");
  expect(said(running)).toBe(stateText(running, undefined, 0, 5000));
});

test.for<readonly [TaskVerdict, string]>([
  [{ kind: "SUCCESS", messages: [] }, "COMPLETED in 1m 01s, 41/100 accounts"],
  [
    { kind: "WARNING", messages: [{ type: "WARN", text: "3 accounts were ignored." }] },
    "COMPLETED WITH WARNINGS in 1m 01s, verdict WARNING: 3 accounts were ignored., 41/100 accounts",
  ],
  [
    { kind: "UNREADABLE", reason: "403" },
    "COMPLETED in 1m 01s, verdict unknown: 403, 41/100 accounts",
  ],
])("of an end the verdict is told, unless all went well: %j", ([verdict, text]) => {
  expect(said(completed(verdict))).toBe(text);
});

test("an end without a task's word is told as it is", () => {
  const ending: Ending = { kind: "REFUSED", at: 0, httpStatus: 400, text: "no", requestId: "7" };
  expect(said(over(unasked, ending))).toBe("REFUSED: HTTP 400, no, request id 7");
});

test("what a watch would go on to ask is told as it is now", () => {
  const moment = { elapsed: 0, wall: 0 };
  const fault = { reason: "HTTP 500", tries: 1, waitedMs: 0, unansweredSince: 0, isOffline: false };
  const missing = { times: 1, since: moment, countedAt: 0 };
  const ending = { kind: "COMPLETED", at: 0, isSeenRunning: false, tookMs: undefined } as const;
  const verdictCheck = { otherwise: ending, askAt: 3000, until: 30_000 };
  expect(said(unasked)).toBe("no answer yet");
  expect(said({ ...unasked, fault: { ...fault, since: moment, requestId: undefined } })).toBe(
    "no answer yet, retrying (HTTP 500)",
  );
  expect(said({ ...unasked, missing })).toBe("not found so far (404), but its task is running");
  expect(said({ ...running, verdictCheck })).toBe(
    "COMPLETED, verdict not known yet, 41/100 accounts",
  );
});
