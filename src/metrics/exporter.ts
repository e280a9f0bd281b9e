import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../time/clock.ts";
import { createWriter, type Exposition, type Format, type PromClient } from "./exposition.ts";
import type { Sample } from "./families.ts";

/** Scrapes within that time get the same: however many come, polls are not kept waiting. */
export const sameForMs = 1000;

/**
 * Writes the metrics of the present for scrapes, at most once a second in each format. What a scrape
 * says is of one moment, though other things happen while it is written.
 *
 * @param samples all there is to tell at the moment of the call, in parts that take little time each
 * @param turn lets other things happen
 */
export function createExporter(
  prom: PromClient,
  samples: () => Iterable<readonly Sample[]>,
  clock: Pick<Clock, "elapsed">,
  turn: () => Promise<unknown> = nextTurn,
): (format: Format) => Promise<Exposition> {
  const formats = { openmetrics: remembered("openmetrics"), text: remembered("text") };

  function remembered(format: Format) {
    const write = createWriter(prom, format, turn);
    let writtenAt = Number.NEGATIVE_INFINITY;
    let written: Promise<Exposition> | undefined;
    let isWriting = false;
    return (): Promise<Exposition> => {
      const now = clock.elapsed();
      if (written && (isWriting || now - writtenAt < sameForMs)) return written;
      writtenAt = now;
      isWriting = true;
      return (written = collected()
        .then(write)
        .finally(() => (isWriting = false)));
    };
  }

  async function collected(): Promise<readonly Sample[]> {
    const all: Sample[] = [];
    for (const part of samples()) {
      all.push(...part);
      await turn();
    }
    return all;
  }

  return (format) => formats[format]();
}
