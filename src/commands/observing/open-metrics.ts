import { readHistory } from "../../history/file.ts";
import { createExporter } from "../../metrics/exporter.ts";
import { listenAddressOf } from "../../metrics/listen-address.ts";
import { createMetrics } from "../../metrics/metrics.ts";
import { openScrapeServer } from "../../metrics/scrape-server.ts";
import type { Host } from "../../process/host.ts";
import { loadOptional } from "../../system/optional-package.ts";
import type { Observer } from "../../watch/observer.ts";

/** What observes a command, until it is closed. */
export interface Observing {
  readonly observer: Observer;
  readonly close: () => Promise<void>;
}

/**
 * Serves metrics of a command, and says on stderr where. Throws UsageError.
 *
 * @param where the value of `--metrics`
 * @param remembers whether earlier runs that were kept are used
 */
export async function openMetrics(
  where: string,
  remembers: boolean,
  host: Host,
): Promise<Observing> {
  const { version, clock, stderr, lifetime } = host;
  const address = listenAddressOf(where);
  const prom = await loadOptional(() => import("prom-client"), "--metrics", ["prom-client"]);
  const metrics = createMetrics({ version, node: process.version });
  const write = createExporter(prom.default, metrics.parts, clock);
  const failed = (error: unknown) => lifetime.leave({ by: "bug", error });
  const server = await openScrapeServer(address, write, failed, clock);
  stderr.write(`aggwatch: metrics at ${server.url}\n`);
  const folder = remembers ? await host.historyFolder() : undefined;
  if (folder !== undefined) metrics.remember((await readHistory(folder)).runs);
  return { observer: metrics, close: server.close };
}
