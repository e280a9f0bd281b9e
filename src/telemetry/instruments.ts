import type { Meter, Observable } from "@opentelemetry/api";
import { families, type Sample } from "../metrics/families.ts";

/**
 * Reports samples whenever the SDK collects. A collector that hands them on to Prometheus gives them
 * the names of `--metrics`: it adds the unit and `_total`, which are left out here.
 */
export function reportSamples(meter: Meter, samples: () => readonly Sample[]): void {
  const instruments = new Map<string, Observable>();
  for (const [family, { type, help: description }] of Object.entries(families)) {
    const { name, unit } = instrumentOf(family);
    const options = { description, unit };
    instruments.set(
      family,
      type === "counter"
        ? meter.createObservableCounter(name, options)
        : meter.createObservableGauge(name, options),
    );
  }
  meter.addBatchObservableCallback(
    (result) => {
      for (const { family, value, labels } of samples()) {
        const instrument = instruments.get(family);
        if (instrument) result.observe(instrument, value, labels);
      }
    },
    [...instruments.values()],
  );
}

/** `aggwatch.aggregation_left` in `s` of `aggwatch_aggregation_left_seconds`. */
export function instrumentOf(family: string): { readonly name: string; readonly unit: string } {
  const [, name = "", ending] =
    /^aggwatch_(.+?)(?:(?<!per)_(seconds|ratio))?(?:_total)?$/.exec(family) ?? [];
  const units: Readonly<Record<string, string>> = { seconds: "s", ratio: "1" };
  return { name: `aggwatch.${name}`, unit: units[ending ?? ""] ?? "" };
}
