import { lstatSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { type Environment, valueOf } from "./environment.ts";
import { makeFolder } from "./make-folder.ts";

export interface CompileCacheWorld {
  readonly env: Environment;
  /** Undefined on Windows, where the folder is in the user's profile. */
  readonly uid: number | undefined;
  readonly cacheFolder: () => Promise<string | undefined>;
  /** `module.enableCompileCache`. */
  readonly enable: (folder: string) => void;
}

/**
 * Has Node keep what it compiles of this program, for the next start. Cached code is executed, so
 * only in a folder that no other user can write to; Node's own default is shared by all users.
 * Without one, and with NODE_COMPILE_CACHE or NODE_DISABLE_COMPILE_CACHE set, it does nothing.
 */
export async function keepCompiled(world: CompileCacheWorld): Promise<void> {
  const { env, uid, cacheFolder, enable } = world;
  if ((env["NODE_COMPILE_CACHE"] ?? env["NODE_DISABLE_COMPILE_CACHE"]) !== undefined) return;
  // A service without a home has none in the user database either, or one that is not its own.
  const isHomeless = valueOf("HOME", env) === "" && valueOf("XDG_CACHE_HOME", env) === "";
  if (uid !== undefined && isHomeless) return;
  try {
    const folder = await cacheFolder();
    if (folder === undefined) return;
    if (!exists(folder)) {
      if (!isSafe(nearestAbove(folder), uid)) return;
      await makeFolder(folder);
    }
    if (isSafe(dirname(folder), uid) && isPrivate(folder, uid)) enable(folder);
  } catch {
    // A full disk, a home that is read-only: the start is slower, and nothing else is lost.
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Root, with the HOME of another user, would leave them a folder that is not theirs. */
function nearestAbove(path: string): string {
  const above = dirname(path);
  return above === path || exists(above) ? above : nearestAbove(above);
}

/** The user's, and no others may put anything in its place. */
function isSafe(path: string, uid: number | undefined): boolean {
  const stats = statSync(path);
  return uid === undefined || (stats.uid === uid && (stats.mode & 0o022) === 0);
}

/** A link does not count. Node makes folders in it that others may write to, by the user's umask. */
function isPrivate(path: string, uid: number | undefined): boolean {
  const stats = lstatSync(path);
  if (!stats.isDirectory()) return false;
  return uid === undefined || (stats.uid === uid && (stats.mode & 0o077) === 0);
}
