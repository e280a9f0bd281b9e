import { describe, expect, test } from "vitest";
import { spanTreeOf } from "../../../src/telemetry/span-tree.ts";
import type { SeenWork } from "../../../src/telemetry/seen-work.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { accounts } from "../../support/invented/answers.ts";
import { live } from "../../support/invented/watches.ts";

const second = 1000;

/** Seen from its start at 10 s to its end at 100 s; the tenant's clock is `aheadMs` ahead of ours. */
function seenWhole(ending: Ending | undefined, aheadMs = 0): Watch {
  const tenants = (seconds: number) => seconds * second + aheadMs;
  return {
    ...live("Okta", "ACCOUNTS_COLLECTED", accounts(40, 50)),
    start: tenants(10),
    lastAnswer: { elapsed: 0, wall: 100 * second, answeredAt: tenants(100) },
    phases: [
      { status: "STARTED", since: tenants(10) },
      { status: "ACCOUNTS_COLLECTED", since: tenants(30) },
      ...(ending ? [{ status: "COMPLETED", since: tenants(100) }] : []),
    ],
    ending,
  };
}

const said = { at: 100 * second, isSeenRunning: true, tookMs: 90 * second } as const;
const work: SeenWork = {
  accounts: { processed: 40, from: 35 * second, until: 80 * second },
};

function treeOf(watch: Watch, seen: SeenWork = work) {
  return spanTreeOf(watch, "acme", { work: seen, seenAt: 12 * second, now: 120 * second });
}

/** Each span with its seconds, those inside it behind it. */
function outline(tree: ReturnType<typeof treeOf>): readonly string[] {
  const line = `${tree.name} ${tree.startAt / second}-${tree.endAt / second}`;
  return [line, ...tree.children.flatMap(outline)];
}

describe("an aggregation that was seen whole", () => {
  const tree = treeOf(seenWhole({ kind: "COMPLETED", ...said }));

  test("has its phases in it, and the work that polls have seen in those", () => {
    expect(outline(tree)).toEqual([
      "account aggregation 10-100",
      "collecting 10-30",
      "processing 30-100",
      "accounts 35-80",
    ]);
  });

  test("says which it was, and what came of it", () => {
    expect(tree.attributes).toMatchObject({
      "aggwatch.tenant": "acme",
      "aggwatch.aggregation.id": "Okta",
      "aggwatch.source.name": "Okta",
      "aggwatch.aggregation.outcome": "COMPLETED",
      "aggwatch.aggregation.ended": true,
      "aggwatch.accounts.processed": 40,
      "aggwatch.accounts.expected": 50,
    });
  });

  test("has the times of this computer, however wrong its clock is by the tenant's", () => {
    for (const aheadMs of [-3_600_000, 17, 86_400_000]) {
      expect(outline(treeOf(seenWhole({ kind: "COMPLETED", ...said }, aheadMs)))).toEqual(
        outline(tree),
      );
    }
  });
});

test.for([
  [{ kind: "COMPLETED", ...said }, "ok"],
  [{ kind: "COMPLETED", ...said, verdict: { kind: "WARNING", messages: [] } }, "ok"],
  [{ kind: "COMPLETED", ...said, verdict: { kind: "ERROR", messages: [] } }, "error"],
  [{ kind: "CANCELLED", ...said }, "error"],
  [{ kind: "FAILED", ...said }, "error"],
  [{ kind: "NOT_FOUND", at: 100 * second }, "unset"],
  [{ kind: "SIGN_IN_REFUSED", at: 100 * second, text: "no" }, "unset"],
] as const satisfies readonly (readonly [Ending, string])[])(
  "the status of %j is %s",
  ([ending, status]) => {
    expect(treeOf(seenWhole(ending)).status).toBe(status);
  },
);

test("one that has not ended is cut off now, with its state in place of an outcome", () => {
  const tree = treeOf(seenWhole(undefined));
  expect(outline(tree)[0]).toBe("account aggregation 10-120");
  expect(tree.status).toBe("unset");
  expect(tree.attributes).toMatchObject({
    "aggwatch.aggregation.outcome": "PROCESSING",
    "aggwatch.aggregation.ended": false,
  });
});

test("a phase that was not seen to begin begins when it was first seen, and says so", () => {
  const late = {
    ...seenWhole(undefined),
    phases: [{ status: "ACCOUNTS_COLLECTED", since: undefined }],
  };
  const [processing] = treeOf(late).children;
  expect(processing).toMatchObject({
    name: "processing",
    startAt: 12 * second,
    attributes: { "aggwatch.begin_seen": false },
  });
});

test("one that had ended before it was seen has the time that it took", () => {
  const ending = {
    kind: "COMPLETED",
    at: 900 * second,
    isSeenRunning: false,
    tookMs: 60_000,
  } as const;
  expect(outline(treeOf({ ...seenWhole(ending), phases: [] }))).toEqual([
    "account aggregation 10-70",
  ]);
});

test("no child and no event is outside of its parent, and none ends before it begins", () => {
  const odd: Watch = {
    ...seenWhole({ kind: "COMPLETED", ...said }),
    phases: [
      { status: "ACCOUNTS_COLLECTED", since: 900 * second },
      { status: "RETRIED", since: 1 },
      { status: "STARTED", since: 50 * second },
    ],
    log: [{ at: 1, event: { type: "stalled", quietMs: 5000 }, times: 3 }],
  };
  const tree = treeOf(odd);
  for (const child of tree.children) {
    expect(child.startAt).toBeGreaterThanOrEqual(tree.startAt);
    expect(child.endAt).toBeGreaterThanOrEqual(child.startAt);
    expect(child.endAt).toBeLessThanOrEqual(tree.endAt);
  }
  expect(tree.events).toEqual([
    {
      name: "aggwatch.stalled",
      at: 10 * second,
      attributes: { message: expect.stringContaining("stalled"), times: 3 },
    },
  ]);
});
