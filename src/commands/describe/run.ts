import type { Host } from "../../process/host.ts";
import type { Outcome } from "../../exit/outcome.ts";

/** Runs a command, or does nothing where only the description of commands is wanted. */
export type Run = (command: (host: Host) => Outcome | Promise<Outcome>) => void | Promise<void>;
