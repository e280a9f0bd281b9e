import { expect, test } from "vitest";
import type { SpanTree } from "../../../src/telemetry/span-tree.ts";
import { followSpans } from "../../../src/telemetry/traces.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { live, over } from "../../support/invented/watches.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";

const [okta, jira, box] = ["Okta", "Jira", "Box"].map((name) => live(name, "STARTED"));

test("each aggregation is sent once: at its end, when dropped, or when the watch is left", () => {
  const clock = inventedClock();
  const all = [okta, jira, box].flatMap((one) => one ?? []);
  const watcher = inventedWatcher("acme", all);
  const sent: SpanTree[] = [];
  const stop = followSpans(watcher, clock, (span) => sent.push(span));
  const names = () => sent.map(({ attributes }) => attributes["aggwatch.source.name"]);
  const [first, second, third] = all;
  if (!first || !second || !third) throw new Error("no watches");
  const ended = over(first, "COMPLETED");
  if (!ended.ending) throw new Error("no ending");
  watcher.become([ended, second, third]);
  watcher.tell({ at: 0, watch: ended, event: { type: "ended", ending: ended.ending } });
  expect(names()).toEqual(["Okta"]);
  watcher.become([second, third]);
  watcher.tell({ at: 0, watch: ended, event: { type: "dropped" } });
  expect(names()).toEqual(["Okta"]);
  watcher.become([third]);
  watcher.tell({ at: 0, watch: second, event: { type: "dropped" } });
  expect(names()).toEqual(["Okta", "Jira"]);
  stop();
  expect(names()).toEqual(["Okta", "Jira", "Box"]);
  expect(sent.map(({ attributes }) => attributes["aggwatch.aggregation.ended"])).toEqual([
    true,
    false,
    false,
  ]);
  expect(watcher.listeners()).toBe(0);
});
