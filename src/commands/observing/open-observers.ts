import type { Host } from "../../process/host.ts";
import { wantedSignals } from "../../telemetry/variables.ts";
import type { Observing } from "./open-metrics.ts";
import type { ObserveOptions } from "./while-observed.ts";

/** Opens all that is to observe a command, as one. Throws UsageError, and then nothing is open. */
export async function openObservers(
  { metrics, history }: ObserveOptions,
  host: Host,
): Promise<Observing> {
  const all: Observing[] = [];
  if (metrics !== undefined) {
    const { openMetrics } = await import("./open-metrics.ts");
    all.push(await openMetrics(metrics, history, host));
  }
  const signals = wantedSignals(host.env);
  if (signals.size > 0) {
    const { openTelemetry } = await import("./open-telemetry.ts");
    const telemetry = await openTelemetry(signals, host);
    if (telemetry) all.push(telemetry);
  }
  return {
    observer: {
      follows: (fetch) => all.reduce((one, { observer }) => observer.follows(one), fetch),
      watches(feed, clock) {
        const stops = all.map(({ observer }) => observer.watches(feed, clock));
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
    async close() {
      for (const { close } of all) await close();
    },
  };
}
