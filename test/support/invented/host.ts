import type { Host } from "../../../src/process/host.ts";
import { createLastWrites } from "../../../src/exit/last-writes.ts";
import { systemClock } from "../../../src/time/clock.ts";

/** A process on an invented computer, whose end nothing hurries, and beside whose screen nothing is said. */
export const inventedHost: Pick<
  Host,
  "computer" | "raise" | "onHaste" | "holdMessages" | "keepHeapSmall" | "lastWrites"
> = {
  computer: () => ({ node: "24.1.0", system: "Linux 6.8.0", architecture: "x64" }),
  raise: () => undefined,
  onHaste: () => () => undefined,
  holdMessages: () => () => undefined,
  keepHeapSmall: () => undefined,
  lastWrites: createLastWrites(systemClock, () => undefined),
};
