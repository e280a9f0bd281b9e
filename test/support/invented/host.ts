import type { Host } from "../../../src/process/host.ts";
import { createLastWrites } from "../../../src/exit/last-writes.ts";
import { systemClock } from "../../../src/time/clock.ts";

/** A process whose end nothing hurries, and beside whose screen nothing is said. */
export const inventedHost: Pick<
  Host,
  "raise" | "onHaste" | "holdMessages" | "keepHeapSmall" | "lastWrites"
> = {
  raise: () => undefined,
  onHaste: () => () => undefined,
  holdMessages: () => () => undefined,
  keepHeapSmall: () => undefined,
  lastWrites: createLastWrites(systemClock, () => undefined),
};
