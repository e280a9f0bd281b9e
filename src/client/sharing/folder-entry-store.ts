import { closeSync, openSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { EntryStore } from "./entry-store.ts";

/** Synchronous, so that nothing happens in between; faster than drawing a row of the screen. */
export function createFolderEntryStore(folderOf: () => string): EntryStore {
  let folder: string | undefined;

  function path(name: string): string {
    if (folder === undefined) throw new Error("the board is not open");
    return join(folder, name);
  }

  return {
    open() {
      folder = undefined;
      folder = folderOf();
    },
    add(name) {
      try {
        // Only one process can create it.
        closeSync(openSync(path(name), "wx", 0o600));
        return true;
      } catch (error) {
        if (codeOf(error) === "EEXIST") return false;
        throw error;
      }
    },
    renew(name, now) {
      const seconds = now / 1000;
      try {
        utimesSync(path(name), seconds, seconds);
      } catch (error) {
        if (codeOf(error) !== "ENOENT") throw error;
        closeSync(openSync(path(name), "w", 0o600));
        utimesSync(path(name), seconds, seconds);
      }
    },
    remove: (name) => rmSync(path(name), { force: true }),
    names: () => readdirSync(path("")),
    // Others remove entries at any moment.
    renewedAt: (name) => statSync(path(name), { throwIfNoEntry: false })?.mtimeMs,
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
