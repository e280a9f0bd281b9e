import type { Host } from "../host.ts";

/** Does what a command is for; whoever only wants to know what commands there are does nothing. */
export type Run = (command: (host: Host) => number | Promise<number>) => void | Promise<void>;
