import { describe, expect, test } from "vitest";
import type { Counters } from "../../../src/api/endpoints/counters.ts";
import { eventObject } from "../../../src/output/ndjson/event-object.ts";
import { heartbeatObject } from "../../../src/output/ndjson/heartbeat-object.ts";
import { eventText } from "../../../src/wording/event-text.ts";
import { stateText } from "../../../src/wording/state-text.ts";
import { decide } from "../../../src/watch/decide/decide.ts";
import type { AggregationEvent } from "../../../src/watch/model/event.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { accounts, answer, identities } from "../../support/invented/answers.ts";

const second = 1000;
const fresh = newWatch({ id: "a", label: undefined }, 0);

function says(
  watch: Watch,
  atMs: number,
  status: string | undefined,
  counters: Partial<Counters> = {},
  start?: number,
) {
  const said = answer(status, counters, {
    answeredAt: atMs,
    ...(start !== undefined && { start }),
  });
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const now = { elapsed: atMs, wall: atMs };
  return decide(watch, { type: "answered", answer: said, ...settings }, now);
}

function texts(events: readonly AggregationEvent[]): readonly string[] {
  return events.map(eventText);
}

describe("the first status that is seen is told as seen, not as something that has just happened", () => {
  test.each<[string, string, Partial<Counters>]>([
    ["first seen: processing, 864 of 1,393", "ACCOUNTS_COLLECTED", accounts(864, 1393)],
    ["first seen: processing, 0 of 1,393", "ACCOUNTS_COLLECTED", accounts(0, 1393)],
    [
      "first seen: processing, no new, changed or deleted accounts",
      "ACCOUNTS_COLLECTED",
      accounts(0, 0),
    ],
    ["first seen: processing", "ACCOUNTS_COLLECTED", {}],
    ["first seen: collecting", "STARTED", {}],
    [
      "first seen: retried, the virtual appliance lost contact and the platform tries again",
      "RETRIED",
      {},
    ],
    ["first seen: MERGING (unrecognized status)", "MERGING", {}],
  ])("%s", (text, status, counters) => {
    const hourAgo = -3600 * second;
    expect(texts(says(fresh, 0, status, counters, hourAgo).events)).toEqual([text]);
    expect(texts(says(fresh, 0, status, counters).events)).toEqual([text]);
  });

  test("only what the tenant says has started within the last minute has STARTED", () => {
    expect(texts(says(fresh, 0, "STARTED", {}, -60 * second).events)).toEqual(["STARTED"]);
    expect(texts(says(fresh, 0, "STARTED", {}, -60 * second - 1).events)).toEqual([
      "first seen: collecting",
    ]);
  });

  test("whatever else it is in then may have been reached at any time since", () => {
    const { events } = says(fresh, 0, "ACCOUNTS_COLLECTED", {}, -second);
    expect(texts(events)).toEqual(["first seen: processing"]);
  });

  test("what is seen to change is told as that", () => {
    const { watch } = says(fresh, 0, "STARTED");
    const { events } = says(watch, 5 * second, "ACCOUNTS_COLLECTED", accounts(0, 1393));
    expect(texts(events)).toEqual(["ACCOUNTS_COLLECTED, 1,393 accounts to process"]);
  });

  test("in NDJSON it is marked", () => {
    const { watch, events } = says(fresh, 0, "ACCOUNTS_COLLECTED", accounts(864, 1393));
    const [first] = events.map((event) => eventObject({ at: 0, watch, event }));
    expect(first).toMatchObject({ status: "ACCOUNTS_COLLECTED", isFirstSeen: true });
    const later = says(watch, second, "RETRIED");
    const [next] = later.events.map((event) => eventObject({ at: 0, watch, event }));
    expect(next?.["isFirstSeen"]).toBeUndefined();
  });
});

describe("a counter is told as not begun only at 0", () => {
  /** A batch of one counter every 10 s, from an answer every 5 s. */
  function watched(other: (at: number) => Partial<Counters>, moving: "accounts" | "identities") {
    let watch = fresh;
    for (let at = 0; at <= 120 * second; at += 5 * second) {
      const done = 100 + 50 * Math.floor(at / 10_000);
      const counters = moving === "accounts" ? accounts(done, 9000) : identities(done, 9000);
      watch = says(watch, at, "ACCOUNTS_COLLECTED", { ...counters, ...other(at) }).watch;
    }
    const now = { elapsed: 120 * second, wall: 120 * second };
    return {
      text: stateText(watch, undefined, now.elapsed, 5000),
      notBegun: heartbeatObject(watch, now, 5000)["notBegun"],
    };
  }

  test("with a phrase of its own for each", () => {
    const still = watched(() => identities(0, 2640), "accounts");
    expect(still.text).toContain("no identity refreshed yet");
    expect(still.notBegun).toBe("identities");
    const other = watched(() => accounts(0, 1393), "identities");
    expect(other.text).toContain("no account processed yet");
    expect(other.notBegun).toBe("accounts");
  });

  test("not of one that stood past 0 when it was first seen, whether it has moved since or not", () => {
    for (const { text, notBegun } of [
      watched(() => accounts(864, 1393), "identities"),
      watched(() => identities(7, 2640), "accounts"),
      watched((at) => accounts(864 + at / second, 1393), "identities"),
    ]) {
      expect(text).not.toMatch(/begun|yet/);
      expect(notBegun).toBeUndefined();
    }
  });
});
