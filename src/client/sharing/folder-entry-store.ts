import { closeSync, openSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { EntryStore, StoredEntry } from "./entry-store.ts";

/**
 * A board in a folder: an empty file for each entry. It waits for the file system, so that nothing
 * else happens in between; that takes less than drawing a row of the screen.
 *
 * @param folderOf where it is now; see `sharedFolder`
 */
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
        // Only one process can make it.
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
    entries: () =>
      readdirSync(path("")).flatMap((name): StoredEntry[] => {
        // Others take entries away at any moment.
        const stats = statSync(path(name), { throwIfNoEntry: false });
        return stats ? [{ name, renewedAt: stats.mtimeMs }] : [];
      }),
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
