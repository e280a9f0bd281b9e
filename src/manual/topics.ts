import { exitCodes } from "./topics/exit-codes.ts";
import type { Command } from "commander";
import type { KeyChanges } from "../ui/keys/table.ts";
import type { Block } from "./page.ts";

interface Topic {
  readonly name: string;
  readonly about: string;
  /** Loads the topic's file when it is needed. */
  readonly read: (program: Command, keys?: KeyChanges) => Promise<readonly Block[]>;
}

/** The topics of `aggwatch help TOPIC`. */
export const topics: readonly Topic[] = [
  {
    name: "exit-codes",
    about: "exit codes and what decides",
    read: () => Promise.resolve(exitCodes),
  },
  {
    name: "environment",
    about: "environment variables",
    read: async (program) => (await import("./topics/environment.ts")).environment(program),
  },
  {
    name: "defaults",
    about: "setting defaults of options",
    read: async (program) => (await import("./topics/defaults.ts")).defaults(program),
  },
  {
    name: "files",
    about: "files read and written",
    read: async () => (await import("./topics/files.ts")).files,
  },
  {
    name: "output",
    about: "output and its forms",
    read: async (program) => (await import("./topics/output.ts")).output(program),
  },
  {
    name: "on-event",
    about: "commands run on events and at the end",
    read: async () => (await import("./topics/on-event.ts")).onEvent,
  },
  {
    name: "metrics",
    about: "what --metrics serves to Prometheus",
    read: async () => (await import("./topics/metrics.ts")).metrics,
  },
  {
    name: "keys",
    about: "keys of the screen",
    read: async (_, keys) => (await import("./topics/keys.ts")).keys(keys),
  },
];
