import type { Host } from "../../src/commands/host.ts";
import { createLastWrites } from "../../src/door/last-writes.ts";
import { systemClock } from "../../src/time/clock.ts";

/** A process whose end nothing hurries, and beside whose screen nothing is said. */
export const inventedDoor: Pick<Host, "raise" | "onHaste" | "holdMessages" | "lastWrites"> = {
  raise: () => undefined,
  onHaste: () => () => undefined,
  holdMessages: () => () => undefined,
  lastWrites: createLastWrites(systemClock, () => undefined),
};
