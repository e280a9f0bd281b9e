import * as prom from "prom-client";
import { describe, expect, test } from "vitest";
import { createExporter, sameForMs } from "../../../src/metrics/exporter.ts";
import { createWriter, formatFor } from "../../../src/metrics/exposition.ts";
import { families, type Sample } from "../../../src/metrics/families.ts";
import { inventedClock } from "../../support/invented/clock.ts";

function stateOf(source: string, value = 1): Sample {
  const labels = { tenant: "acme", source, id: "1", state: "STALLED" };
  return { family: "aggwatch_aggregation_state", labels, value };
}

const ended: Sample = {
  family: "aggwatch_aggregations_ended_total",
  labels: { tenant: "acme", outcome: "FAILED" },
  value: 3,
};

test("OpenMetrics is for those who name it", () => {
  const prometheus =
    "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
  expect(formatFor(prometheus)).toBe("openmetrics");
  for (const accept of ["", "*/*", "text/plain;version=0.0.4", "application/json"]) {
    expect(formatFor(accept)).toBe("text");
  }
});

describe.for(["text", "openmetrics"] as const)("written as %s", (format) => {
  const write = createWriter(prom, format);

  test("counters are called by their family's name, however often they are written", async () => {
    for (const value of [3, 4]) {
      const { text } = await write([{ ...ended, value }]);
      const lines = text
        .split("\n")
        .filter((line) => line.startsWith("aggwatch_aggregations_ended"));
      expect(lines).toEqual([
        `aggwatch_aggregations_ended_total{tenant="acme",outcome="FAILED"} ${value}`,
      ]);
    }
  });

  test("what is gone is not written again", async () => {
    expect((await write([stateOf("Okta")])).text).toContain("Okta");
    expect((await write([])).text).not.toContain("Okta");
  });

  test.for([
    ['x"} evil 1', String.raw`x\"} evil 1`],
    ["a\nevil 1", String.raw`a\nevil 1`],
    ["back\\slash\\", String.raw`back\\slash\\`],
    ['both\\"', String.raw`both\\\"`],
    ["# EOF", "# EOF"],
    ["日本 ❤️", "日本 ❤️"],
  ] as const)("the source %j breaks no line", async ([source, escaped]) => {
    const { text } = await write([stateOf(source)]);
    const lines = text.trimEnd().split("\n");
    expect(lines).toContain(
      `aggwatch_aggregation_state{tenant="acme",source="${escaped}",id="1",state="STALLED"} 1`,
    );
    expect(lines.filter((line) => !/^(?:#|aggwatch_|$)/.test(line))).toEqual([]);
    const whole = /^\w+(?:\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*\})? \S+$/;
    expect(lines.filter((line) => /^\w/.test(line) && !whole.test(line))).toEqual([]);
  });

  test("every family has its help and its type, also without a sample", async () => {
    const { text } = await write([]);
    for (const [name, { type, help }] of Object.entries(families)) {
      const written = format === "openmetrics" ? name.replace(/_total$/, "") : name;
      expect(text).toContain(`# HELP ${written} ${help}\n# TYPE ${written} ${type}\n`);
    }
    expect(text.endsWith("# EOF\n")).toBe(format === "openmetrics");
  });
});

test("however many scrape, the metrics are made once a second", async () => {
  const clock = inventedClock();
  let made = 0;
  const scrape = createExporter(prom, () => [{ ...ended, value: (made += 1) }], clock);
  const many = await Promise.all(Array.from({ length: 100 }, () => scrape("text")));
  expect(new Set(many.map(({ text }) => text)).size).toBe(1);
  await clock.advance(sameForMs - 1);
  await scrape("text");
  expect(made).toBe(1);
  await clock.advance(1);
  expect((await scrape("text")).text).toContain('outcome="FAILED"} 2');
  expect((await scrape("openmetrics")).text).toContain('outcome="FAILED"} 3');
});
