import type { Clock } from "../time/clock.ts";
import { createWriter, type Exposition, type Format, type PromClient } from "./exposition.ts";
import type { Sample } from "./families.ts";

/** Scrapes within that time get the same: however many come, polls are not kept waiting. */
export const sameForMs = 1000;

/** Writes the metrics of the present for scrapes, at most once a second in each format. */
export function createExporter(
  prom: PromClient,
  samples: () => readonly Sample[],
  clock: Pick<Clock, "elapsed">,
): (format: Format) => Promise<Exposition> {
  const formats = { openmetrics: remembered("openmetrics"), text: remembered("text") };

  function remembered(format: Format) {
    const write = createWriter(prom, format);
    let writtenAt = Number.NEGATIVE_INFINITY;
    let written: Promise<Exposition> | undefined;
    let isWriting = false;
    return (): Promise<Exposition> => {
      const now = clock.elapsed();
      if (written && (isWriting || now - writtenAt < sameForMs)) return written;
      writtenAt = now;
      isWriting = true;
      return (written = write(samples()).finally(() => (isWriting = false)));
    };
  }

  return (format) => formats[format]();
}
