import { lstatSync, mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Environment } from "../../system/environment.ts";

export interface UserPlace {
  readonly env: Environment;
  readonly tempFolder: string;
  /** Undefined on Windows, where temporary files are each user's own. */
  readonly uid: number | undefined;
}

/**
 * The folder that one user's processes share, made where it is missing: `aggwatch` in
 * `$XDG_RUNTIME_DIR`, or in `/run/user/UID` where that is not set, as in a cron job; else
 * `aggwatch-UID` among the temporary files. The first two go when the user logs out, so a process
 * that stays asks again. Throws where it cannot be made, or others could write to it.
 */
export function sharedFolder({ env, tempFolder, uid }: UserPlace): string {
  const runtimeFolders = [
    env["XDG_RUNTIME_DIR"],
    uid === undefined ? undefined : `/run/user/${uid}`,
  ];
  const runtimeFolder = runtimeFolders.find(
    (folder) => folder !== undefined && isAbsolute(folder) && isOwn(folder, uid),
  );
  const folder =
    runtimeFolder === undefined
      ? join(tempFolder, uid === undefined ? "aggwatch" : `aggwatch-${uid}`)
      : join(runtimeFolder, "aggwatch");
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  if (!isOwn(folder, uid))
    throw new Error(`${folder} is not a folder that this user alone may write`);
  return folder;
}

/** A link does not count: it could lead to another user's files. */
function isOwn(folder: string, uid: number | undefined): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return false;
  return uid === undefined || (stats.uid === uid && (stats.mode & 0o022) === 0);
}
