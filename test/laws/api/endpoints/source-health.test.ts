import { expect, test } from "vitest";
import { SourceV2024StatusV2024 as statuses } from "sailpoint-api-client";
import { troubleOf } from "../../../../src/api/endpoints/source-health.ts";
import { unreachableText } from "../../../../src/commands/ordering/unreachable.ts";

const published = Object.values(statuses);
const trouble = published.filter((status) => troubleOf({ healthy: false, status }) !== undefined);

test("of the published states those with ERROR or FAILURE are trouble, and no other", () => {
  expect(trouble.toSorted()).toEqual([
    "SOURCE_STATE_ERROR_ACCOUNT_FILE_IMPORT",
    "SOURCE_STATE_ERROR_CLUSTER",
    "SOURCE_STATE_ERROR_SOURCE",
    "SOURCE_STATE_ERROR_VA",
    "SOURCE_STATE_FAILURE_CLUSTER",
    "SOURCE_STATE_FAILURE_SOURCE",
  ]);
  expect(published.length).toBeGreaterThan(trouble.length);
});

test("without a state, only healthy false says something", () => {
  expect(troubleOf({ healthy: false })).toBe("not healthy");
  expect(troubleOf({ healthy: true })).toBeUndefined();
  expect(troubleOf({})).toBeUndefined();
});

test("each comes with a word on what to do", () => {
  const text = (state: string) =>
    unreachableText({ id: "1", name: "HR", isDelimitedFile: false, trouble: state });
  for (const state of [...trouble, "not healthy"]) {
    expect(text(state)).toMatch(/^HR may be unreachable \(.+\): .+; starting it anyway$/);
  }
  expect(text("SOURCE_STATE_ERROR_VA")).toContain("Virtual Appliances");
  expect(text("SOURCE_STATE_FAILURE_CLUSTER")).toContain("Virtual Appliances");
  expect(text("SOURCE_STATE_ERROR_SOURCE")).toContain("Connections > Sources > HR");
  expect(text("SOURCE_STATE_ERROR_ACCOUNT_FILE_IMPORT")).toContain("CSV");
});
