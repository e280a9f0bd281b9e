import { type Family, families, type FamilyName, type Sample } from "./families.ts";

export type PromClient = Pick<typeof import("prom-client"), "Registry" | "Gauge" | "Counter">;

/** The formats that a scraper can ask for. */
export type Format = "openmetrics" | "text";

/** What is sent of the metrics, and as what. */
export interface Exposition {
  readonly contentType: string;
  /** In UTF-8. One for all scrapers: encoding it for each would keep polls waiting. */
  readonly body: Buffer;
}

/** Lines that are written before polls have their turn: some milliseconds of work. */
export const linesInATurn = 250;

/** OpenMetrics for those who name it in `Accept`, as Prometheus does; else its older text format. */
export function formatFor(accept: string): Format {
  return /\bapplication\/openmetrics-text\b/i.test(accept) ? "openmetrics" : "text";
}

/**
 * Writes samples in one format, by prom-client: its registries write counters of one format only. A
 * few lines at a time, since its registry would write thousands without letting anything else happen.
 * The returned function has to be called again only once its promise has settled.
 *
 * @param turn lets other things happen
 */
export function createWriter(
  prom: PromClient,
  format: Format,
  turn: () => Promise<unknown>,
): (samples: readonly Sample[]) => Promise<Exposition> {
  const { OPENMETRICS_CONTENT_TYPE, PROMETHEUS_CONTENT_TYPE } = prom.Registry;
  const contentType = format === "openmetrics" ? OPENMETRICS_CONTENT_TYPE : PROMETHEUS_CONTENT_TYPE;
  const registry = new prom.Registry<typeof contentType>();
  registry.setContentType(contentType);
  const [between, end] = format === "openmetrics" ? ["\n", "\n# EOF\n"] : ["\n\n", "\n"];
  const writers = Object.entries(families).map(
    ([name, family]) => [name as FamilyName, familyWriter(name, family)] as const,
  );

  function familyWriter(family: string, { type, help, labels: labelNames }: Family) {
    // Of OpenMetrics' counters the lines alone end in that, for which the registry provides.
    const name = format === "openmetrics" ? family.replace(/_total$/, "") : family;
    const settings = { name, help, labelNames: [...labelNames], registers: [registry] };
    const metric = type === "counter" ? new prom.Counter(settings) : new prom.Gauge(settings);
    return (samples: readonly Sample[]): Promise<string> => {
      metric.reset();
      for (const { labels, value } of samples) {
        if ("set" in metric) metric.set(labels, value);
        else metric.inc(labels, value);
      }
      return registry.getSingleMetricAsString(name);
    };
  }

  return async (samples) => {
    const byFamily = Map.groupBy(samples, ({ family }) => family);
    const pieces: Buffer[] = [];
    for (const [name, write] of writers) {
      const own = byFamily.get(name) ?? [];
      for (let from = 0; from === 0 || from < own.length; from += linesInATurn) {
        const text = await write(own.slice(from, from + linesInATurn));
        const before = pieces.length === 0 ? "" : between;
        pieces.push(Buffer.from(from === 0 ? before + text : `\n${withoutHead(text)}`));
        await turn();
      }
    }
    return { contentType, body: Buffer.concat([...pieces, Buffer.from(end)]) };
  };
}

/** The lines of a family without its help and its type. */
function withoutHead(text: string): string {
  return text.split("\n").slice(2).join("\n");
}
