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
    about: "what the exit code says",
    read: () => Promise.resolve(exitCodes),
  },
  {
    name: "environment",
    about: "variables that are obeyed",
    read: async (program) => (await import("./topics/environment.ts")).environment(program),
  },
  {
    name: "defaults",
    about: "how to set the defaults of flags",
    read: async (program) => (await import("./topics/defaults.ts")).defaults(program),
  },
  {
    name: "files",
    about: "files that are read and written",
    read: async () => (await import("./topics/files.ts")).files,
  },
  {
    name: "output",
    about: "what is written, where and when",
    read: async (program) => (await import("./topics/output.ts")).output(program),
  },
  {
    name: "on-event",
    about: "commands that are run on events and at the end",
    read: async () => (await import("./topics/on-event.ts")).onEvent,
  },
  {
    name: "metrics",
    about: "what --metrics serves to Prometheus",
    read: async () => (await import("./topics/metrics.ts")).metrics,
  },
  {
    name: "keys",
    about: "the keys of the screen",
    read: async (_, keys) => (await import("./topics/keys.ts")).keys(keys),
  },
];
