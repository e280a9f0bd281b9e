import type { Outline } from "./outline.ts";
import type { Block } from "./page.ts";

/** Something to read beside what commands take. */
interface Topic {
  readonly name: string;
  readonly about: string;
  /** Loaded when it is read. */
  readonly read: (outline: Outline) => Promise<readonly Block[]>;
}

/** What `aggwatch help TOPIC` tells of. */
export const topics: readonly Topic[] = [
  {
    name: "exit-codes",
    about: "what the exit code says",
    read: async () => (await import("./topics/exit-codes.ts")).exitCodes,
  },
  {
    name: "environment",
    about: "variables that are obeyed",
    read: async () => (await import("./topics/environment.ts")).environment,
  },
  {
    name: "files",
    about: "files that are read and written",
    read: async () => (await import("./topics/files.ts")).files,
  },
  {
    name: "output",
    about: "what is written, where and when",
    read: async (outline) => (await import("./topics/output.ts")).output(outline),
  },
  {
    name: "keys",
    about: "the keys of the screen",
    read: async () => (await import("./topics/keys.ts")).keys,
  },
];
