import { families, type Sample } from "./families.ts";

export type PromClient = Pick<typeof import("prom-client"), "Registry" | "Gauge" | "Counter">;

/** The formats that a scraper can ask for. */
export type Format = "openmetrics" | "text";

/** What is sent of the metrics, and as what. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** OpenMetrics for those who name it in `Accept`, as Prometheus does; else its older text format. */
export function formatFor(accept: string): Format {
  return /\bapplication\/openmetrics-text\b/i.test(accept) ? "openmetrics" : "text";
}

/**
 * Writes samples in one format, by prom-client: its registries write counters of one format only.
 * The returned function has to be called again only once its promise has settled.
 */
export function createWriter(
  { Registry, Gauge, Counter }: PromClient,
  format: Format,
): (samples: readonly Sample[]) => Promise<Exposition> {
  const { OPENMETRICS_CONTENT_TYPE, PROMETHEUS_CONTENT_TYPE } = Registry;
  const contentType = format === "openmetrics" ? OPENMETRICS_CONTENT_TYPE : PROMETHEUS_CONTENT_TYPE;
  const registry = new Registry<typeof contentType>();
  registry.setContentType(contentType);
  const setters = new Map<string, (sample: Sample) => void>();
  for (const [name, { type, help, labels: labelNames }] of Object.entries(families)) {
    const settings = { name, help, labelNames: [...labelNames], registers: [registry] };
    if (type === "counter") {
      const counter = new Counter(settings);
      setters.set(name, ({ labels, value }) => counter.inc(labels, value));
    } else {
      const gauge = new Gauge(settings);
      setters.set(name, ({ labels, value }) => gauge.set(labels, value));
    }
  }

  return async (samples) => {
    registry.resetMetrics();
    for (const sample of samples) setters.get(sample.family)?.(sample);
    const text = await registry.metrics();
    return { contentType, text };
  };
}
