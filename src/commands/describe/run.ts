import type { Host } from "../../process/host.ts";
import type { Outcome } from "../../exit/outcome.ts";

/** Does what a command is for; whoever only wants to know what commands there are does nothing. */
export type Run = (command: (host: Host) => Outcome | Promise<Outcome>) => void | Promise<void>;
