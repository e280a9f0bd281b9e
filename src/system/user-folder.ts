import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

const name = "aggwatch";

/**
 * A folder of this program among the user's own, where the system has it. env-paths reads the
 * process's own environment and takes no other, so this is called where the process is read, and
 * everything else takes the folder as an argument.
 *
 * @param kind as env-paths has it
 * @param inHome what stands in for it, where XDG has a relative path, which is to be ignored
 * @returns an absolute path, of a folder that may not exist yet; undefined where the user has no
 *   home
 */
export async function userFolder(
  kind: "config" | "log",
  inHome: readonly string[],
): Promise<string | undefined> {
  try {
    // Where there is no home, to load it is what fails.
    const { default: envPaths } = await import("env-paths");
    const folders = [envPaths(name, { suffix: "" })[kind], join(homedir(), ...inHome, name)];
    return folders.find((folder) => isAbsolute(folder));
  } catch {
    return undefined;
  }
}
