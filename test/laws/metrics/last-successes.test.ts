import { expect, test } from "vitest";
import { nothingMore, type Run } from "../../../src/history/run.ts";
import {
  type LastSuccesses,
  succeededAt,
  successesOf,
  withSuccess,
} from "../../../src/metrics/last-successes.ts";

const host = "acme.api.identitynow.com";
const none: LastSuccesses = new Map();

function after(...all: readonly (readonly [source: string, at: number])[]): LastSuccesses {
  return all.reduce(
    (before, [source, at]) => withSuccess(before, { host, source, kind: "account", at }),
    none,
  );
}

const named = (all: LastSuccesses) => [...all.values()].map(({ source, at }) => `${source} ${at}`);

test("each source has its last success, in whatever order they become known", () => {
  expect(named(after(["Okta", 1], ["Jira", 2], ["Okta", 3]))).toEqual(["Jira 2", "Okta 3"]);
  expect(named(after(["Okta", 3], ["Jira", 2], ["Okta", 1]))).toEqual(["Jira 2", "Okta 3"]);
});

test("accounts and entitlements of a source have each their own", () => {
  const both = withSuccess(after(["Okta", 1]), {
    host,
    source: "Okta",
    kind: "entitlement",
    at: 2,
  });
  expect(named(both)).toEqual(["Okta 1", "Okta 2"]);
});

test("of too many sources the one that worked longest ago leaves", () => {
  const two = after(["Okta", 5], ["Jira", 2]);
  expect(named(withSuccess(two, { host, source: "Box", kind: "account", at: 4 }, 2))).toEqual([
    "Box 4",
    "Okta 5",
  ]);
});

test("what worked is COMPLETED without a bad verdict; its task knows best when", () => {
  const said = { at: 9, isSeenRunning: true, tookMs: undefined } as const;
  expect(succeededAt({ kind: "COMPLETED", ...said })).toBe(9);
  expect(succeededAt({ kind: "COMPLETED", ...said, taskEndedAt: 4 })).toBe(4);
  expect(succeededAt({ kind: "TERMINATED", ...said })).toBeUndefined();
  const verdict = { kind: "ERROR", messages: [] } as const;
  expect(succeededAt({ kind: "COMPLETED", ...said, verdict })).toBeUndefined();
});

test("of earlier runs those count that worked and whose source is known", () => {
  const run: Run = {
    ...nothingMore,
    endedAt: 7,
    tenant: host,
    id: "1",
    source: "Okta",
    ending: "COMPLETED",
  };
  const others: readonly Run[] = [
    { ...run, ending: "CANCELLED" },
    { ...run, verdict: "ERROR" },
    { ...run, source: undefined },
  ];
  const okta = { host, source: "Okta", at: 7 };
  expect(successesOf([run, ...others])).toEqual([{ ...okta, kind: "account" }]);
  const entitlements = { ...run, kind: "entitlement" } as const;
  expect(successesOf([entitlements])).toEqual([{ ...okta, kind: "entitlement" }]);
});
