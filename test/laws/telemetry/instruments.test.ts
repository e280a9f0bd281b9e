import { expect, test } from "vitest";
import { families } from "../../../src/metrics/families.ts";
import { instrumentOf } from "../../../src/telemetry/instruments.ts";

const units: Readonly<Record<string, string>> = { s: "_seconds", "1": "_ratio", "": "" };

test("through a collector, Prometheus gets the names of --metrics", () => {
  for (const [family, { type }] of Object.entries(families)) {
    const { name, unit } = instrumentOf(family);
    // How OpenTelemetry's specification makes a name of Prometheus.
    const total = type === "counter" ? "_total" : "";
    expect(`${name.replaceAll(".", "_")}${units[unit]}${total}`).toBe(family);
    expect(name).toMatch(/^aggwatch\.[a-z_]+$/);
  }
});

test.for([
  ["aggwatch_aggregation_left_seconds", "aggwatch.aggregation_left", "s"],
  ["aggwatch_aggregation_progress_ratio", "aggwatch.aggregation_progress", "1"],
  ["aggwatch_client_wait_seconds_total", "aggwatch.client_wait", "s"],
  ["aggwatch_aggregation_items_per_second", "aggwatch.aggregation_items_per_second", ""],
] as const)("%s is %s in %j", ([family, name, unit]) => {
  expect(instrumentOf(family)).toEqual({ name, unit });
});
