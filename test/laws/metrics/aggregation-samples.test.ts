import { describe, expect, test } from "vitest";
import { aggregationSamples } from "../../../src/metrics/aggregation-samples.ts";
import { families, type FamilyName } from "../../../src/metrics/families.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { newWatch } from "../../../src/watch/model/watch.ts";
import { accounts, identities } from "../../support/invented/answers.ts";
import { finishing, live, over, stalled } from "../../support/invented/watches.ts";

const intervalMs = 5000;

/** The samples of a watch at a moment, by family: the value, or the values by its own label. */
function samplesOf(watch: Watch, elapsed = 0) {
  const samples = aggregationSamples({ watch, tenant: "acme", intervalMs }, { elapsed });
  const whose = { tenant: "acme", source: watch.label ?? "", kind: "account", id: watch.id };
  for (const { labels } of samples) expect(labels).toMatchObject(whose);
  return (family: FamilyName) =>
    samples
      .filter((sample) => sample.family === family)
      .map(({ labels, value }) => {
        const own = Object.keys(labels).find((name) => !(name in whose));
        return own === undefined ? value : [labels[own], value];
      });
}

const processing = live("Okta", "ACCOUNTS_COLLECTED", {
  ...accounts(2142, 5200),
  ...identities(0, 2640),
});

describe("an aggregation that runs", () => {
  test("has its state, and the counters under the names of the API", () => {
    const of = samplesOf(processing);
    expect(of("aggwatch_aggregation_state")).toEqual([["PROCESSING", 1]]);
    expect(of("aggwatch_aggregation_processed_items")).toEqual([
      ["accounts", 2142],
      ["identities", 0],
    ]);
    expect(of("aggwatch_aggregation_expected_items")).toEqual([
      ["accounts", 5200],
      ["identities", 2640],
    ]);
  });

  test("has its progress as a ratio, of the identities where no account has changed", () => {
    const family = "aggwatch_aggregation_progress_ratio";
    expect(samplesOf(processing)(family)).toEqual([2142 / 5200]);
    const onlyIdentities = { ...accounts(0, 0), ...identities(30, 40) };
    expect(samplesOf(live("a", "ACCOUNTS_COLLECTED", onlyIdentities))(family)).toEqual([0.75]);
    expect(samplesOf(live("a", "ACCOUNTS_COLLECTED", accounts(7, 5)))(family)).toEqual([1]);
    expect(samplesOf(live("a", "STARTED"))(family)).toEqual([]);
  });

  test("has the age of its data in seconds, and none before the first answer", () => {
    const family = "aggwatch_aggregation_data_age_seconds";
    expect(samplesOf(processing, 7500)(family)).toEqual([7.5]);
    expect(samplesOf(newWatch({ id: "a", label: undefined }, 0), 7500)(family)).toEqual([]);
  });

  test("has the time left with both ends of its range, in seconds", () => {
    const of = samplesOf(finishing(processing, 120_000));
    const [left] = of("aggwatch_aggregation_left_seconds");
    const [least] = of("aggwatch_aggregation_left_least_seconds");
    const [most] = of("aggwatch_aggregation_left_most_seconds");
    expect(left).toBe(120);
    expect(Number(least)).toBeLessThan(120);
    expect(Number(most)).toBeGreaterThan(120);
  });

  test("is stalled or not, and never without an answer", () => {
    const family = "aggwatch_aggregation_stalled";
    expect(samplesOf(processing)(family)).toEqual([0]);
    expect(samplesOf(stalled(processing))(family)).toEqual([1]);
  });
});

describe("an aggregation that has ended", () => {
  const of = samplesOf(over(processing, "TERMINATED"), 60_000);

  test("has its outcome, its end and how long it took", () => {
    expect(of("aggwatch_aggregation_state")).toEqual([["TERMINATED", 1]]);
    expect(of("aggwatch_aggregation_end_timestamp_seconds")).toEqual([["TERMINATED", 0]]);
    expect(of("aggwatch_aggregation_running_seconds")).toEqual([921]);
  });

  test.for([
    "aggwatch_aggregation_data_age_seconds",
    "aggwatch_aggregation_stalled",
    "aggwatch_aggregation_left_seconds",
    "aggwatch_aggregation_items_per_second",
  ] as const)("has no %s, which would go on and raise an alarm", (family) => {
    expect(of(family)).toEqual([]);
  });
});

test("no sample has a label that its family has not, and no name breaks the conventions", () => {
  const watches = [finishing(processing, 9000), stalled(processing), over(processing, "COMPLETED")];
  for (const watch of watches) {
    for (const { family, labels } of aggregationSamples(
      { watch, tenant: "acme", intervalMs },
      { elapsed: 0 },
    )) {
      expect(Object.keys(labels)).toEqual(families[family].labels);
    }
  }
  for (const [name, { type, help }] of Object.entries(families)) {
    expect(name).toMatch(/^aggwatch_[a-z_]+$/);
    expect(name).not.toMatch(/_(?:ms|milliseconds|percent|minutes)(?:_|$)/);
    expect(name.endsWith("_total")).toBe(type === "counter");
    expect(help).toMatch(/^[A-Z0-9].+\.$/);
  }
});
