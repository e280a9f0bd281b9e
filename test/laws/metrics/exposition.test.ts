import * as prom from "prom-client";
import { describe, expect, test } from "vitest";
import { createExporter, sameForMs } from "../../../src/metrics/exporter.ts";
import {
  createWriter,
  type Exposition,
  type Format,
  formatFor,
  linesInATurn,
} from "../../../src/metrics/exposition.ts";
import { families, type Sample } from "../../../src/metrics/families.ts";
import { inventedClock } from "../../support/invented/clock.ts";

function stateOf(source: string, value = 1): Sample {
  const labels = { tenant: "acme", source, id: "1", state: "STALLED" };
  return { family: "aggwatch_aggregation_state", labels, value };
}

/** What is sent, as it is read. */
const textOf = ({ body }: Exposition) => body.toString("utf8");

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

/** All of it by a registry of prom-client. */
async function writtenAtOnce(format: Format, samples: readonly Sample[]): Promise<string> {
  const { PROMETHEUS_CONTENT_TYPE, OPENMETRICS_CONTENT_TYPE } = prom.Registry;
  const contentType = format === "text" ? PROMETHEUS_CONTENT_TYPE : OPENMETRICS_CONTENT_TYPE;
  const registry = new prom.Registry<typeof contentType>();
  registry.setContentType(contentType);
  for (const [name, { type, help, labels }] of Object.entries(families)) {
    const settings = { name, help, labelNames: [...labels], registers: [registry] };
    const own = samples.filter(({ family }) => family === name);
    const metric = type === "counter" ? new prom.Counter(settings) : new prom.Gauge(settings);
    for (const sample of own) metric.inc(sample.labels, sample.value);
  }
  return registry.metrics();
}

describe.for(["text", "openmetrics"] as const)("written as %s", (format) => {
  const write = createWriter(prom, format, async () => undefined);

  test("counters are called by their family's name, however often they are written", async () => {
    for (const value of [3, 4]) {
      const text = textOf(await write([{ ...ended, value }]));
      const lines = text
        .split("\n")
        .filter((line) => line.startsWith("aggwatch_aggregations_ended"));
      expect(lines).toEqual([
        `aggwatch_aggregations_ended_total{tenant="acme",outcome="FAILED"} ${value}`,
      ]);
    }
  });

  test("what is gone is not written again", async () => {
    expect(textOf(await write([stateOf("Okta")]))).toContain("Okta");
    expect(textOf(await write([]))).not.toContain("Okta");
  });

  test.for([
    ['x"} evil 1', String.raw`x\"} evil 1`],
    ["a\nevil 1", String.raw`a\nevil 1`],
    ["back\\slash\\", String.raw`back\\slash\\`],
    ['both\\"', String.raw`both\\\"`],
    ["# EOF", "# EOF"],
    ["日本 ❤️", "日本 ❤️"],
  ] as const)("the source %j breaks no line", async ([source, escaped]) => {
    const text = textOf(await write([stateOf(source)]));
    const lines = text.trimEnd().split("\n");
    expect(lines).toContain(
      `aggwatch_aggregation_state{tenant="acme",source="${escaped}",id="1",state="STALLED"} 1`,
    );
    expect(lines.filter((line) => !/^(?:#|aggwatch_|$)/.test(line))).toEqual([]);
    const whole = /^\w+(?:\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*\})? \S+$/;
    expect(lines.filter((line) => /^\w/.test(line) && !whole.test(line))).toEqual([]);
  });

  test.for([0, 1, linesInATurn, linesInATurn + 1, 3 * linesInATurn])(
    "%i lines of a family are what prom-client itself writes, though a few at a time",
    async (count) => {
      const samples = [
        ...Array.from({ length: count }, (_, index) => stateOf(`Source ${index}`, index)),
        { family: "aggwatch_aggregations_omitted", labels: {}, value: 2 } as const,
        ended,
      ];
      expect(textOf(await write(samples))).toBe(await writtenAtOnce(format, samples));
    },
  );

  test("every family has its help and its type, also without a sample", async () => {
    const text = textOf(await write([]));
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
  const scrape = createExporter(prom, () => [[{ ...ended, value: (made += 1) }]], clock);
  const many = await Promise.all(Array.from({ length: 100 }, () => scrape("text")));
  expect(new Set(many).size).toBe(1);
  await clock.advance(sameForMs - 1);
  await scrape("text");
  expect(made).toBe(1);
  await clock.advance(1);
  expect(textOf(await scrape("text"))).toContain('outcome="FAILED"} 2');
  expect(textOf(await scrape("openmetrics"))).toContain('outcome="FAILED"} 3');
});

test("a scrape lets other things happen after each part, each family, and a few of its lines", async () => {
  let turns = 0;
  const turn = async () => void (turns += 1);
  const lines = Array.from({ length: 4 * linesInATurn }, (_, index) => stateOf(`${index}`));
  const text = textOf(
    await createExporter(prom, () => [[ended], lines], inventedClock(), turn)("text"),
  );
  expect(text.match(/"STALLED"\} 1$/gm)).toHaveLength(4 * linesInATurn);
  expect(turns).toBe(2 + Object.keys(families).length + 3);
});
