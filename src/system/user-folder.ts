import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

const name = "aggwatch";

/**
 * The absolute path of this program's folder, if the user has a home. env-paths takes no
 * environment but the process's, so everything else takes the folder as an argument.
 *
 * @param inHome in place of a relative path in XDG's variable, which is to be ignored
 */
export async function userFolder(
  kind: "cache" | "config" | "log",
  inHome: readonly string[],
): Promise<string | undefined> {
  try {
    // Without a home, loading it fails.
    const { default: envPaths } = await import("env-paths");
    const folders = [envPaths(name, { suffix: "" })[kind], join(homedir(), ...inHome, name)];
    return folders.find((folder) => isAbsolute(folder));
  } catch {
    return undefined;
  }
}
