import { dirname } from "node:path";
import process from "node:process";

/**
 * Makes a folder, by its absolute path, and those above it, for this user alone. Node's `recursive`
 * never ends where an existing folder refuses with ENOENT, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeOne(path);
  } catch (error) {
    const above = dirname(path);
    if (codeOf(error) !== "ENOENT" || above === path) throw error;
    await makeFolder(above);
    await makeOne(path);
  }
}

/** Every start loads this file, and nearly none makes a folder: loading these takes milliseconds. */
const files = () => process.getBuiltinModule("node:fs/promises");

async function makeOne(path: string): Promise<void> {
  try {
    await files().mkdir(path, { mode: 0o700 });
  } catch (error) {
    // An existing root may fail without EEXIST, and another process may be quicker.
    if (codeOf(error) === "ENOENT" || !(await isFolder(path))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return files()
    .stat(path)
    .then(
      (stats) => stats.isDirectory(),
      () => false,
    );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
