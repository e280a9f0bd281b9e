import { expect, test } from "vitest";
import { eventObject } from "../../../src/output/ndjson/event-object.ts";
import { outcomeCounts, outcomeName } from "../../../src/output/ndjson/outcome.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import { newWatch } from "../../../src/watch/model/watch.ts";
import { live, offline, over } from "../../support/invented/watches.ts";

const signIn: Ending = { kind: "SIGN_IN_REFUSED", at: 0, text: "bad client credentials" };
const refused: Ending = {
  kind: "REFUSED",
  at: 0,
  httpStatus: 400,
  text: "no such id",
  requestId: "r1",
};
const completed: Ending = {
  kind: "COMPLETED",
  at: 0,
  isSeenRunning: true,
  tookMs: 1000.4,
  taskEndedAt: 0,
};

test("a refused sign-in has a name of its own: it ends all ids of a client", () => {
  expect([signIn, refused, completed].map(outcomeName)).toEqual([
    "SIGN_IN_REFUSED",
    "REFUSED",
    "COMPLETED",
  ]);
});

test("unfinished ids are counted by what is known of them", () => {
  const fresh = newWatch({ id: "a", label: undefined }, 0);
  const running = live("b", "STARTED");
  expect(
    outcomeCounts([fresh, running, offline(running), over(running, signIn), over(running, signIn)]),
  ).toEqual({ NO_ANSWER: 1, RUNNING: 1, OFFLINE: 1, SIGN_IN_REFUSED: 2 });
});

test("an end says why, or how long it took", () => {
  const objectOf = (ending: Ending) =>
    eventObject({
      at: 0,
      watch: over(live("a", "STARTED"), ending),
      event: { type: "ended", ending },
    });
  expect(objectOf(signIn)).toMatchObject({ type: "ended", reason: "bad client credentials" });
  expect(objectOf(refused)).toMatchObject({
    reason: "no such id",
    httpStatus: 400,
    requestId: "r1",
  });
  expect(objectOf(completed)).toMatchObject({
    isSeenRunning: true,
    tookMs: 1000,
    taskEndedAt: "1970-01-01T00:00:00.000Z",
  });
});
