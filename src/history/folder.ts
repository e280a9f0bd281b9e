import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

const name = "aggwatch";

/**
 * Where the history is kept: `$XDG_STATE_HOME/aggwatch`, else `~/.local/state/aggwatch`;
 * `~/Library/Logs/aggwatch` on macOS, `%LOCALAPPDATA%\aggwatch\Log` on Windows. env-paths reads the
 * process's own environment and takes no other, so this is called where the process is read, and
 * everything else takes the folder as an argument.
 *
 * @returns an absolute path, of a folder that may not exist yet; undefined where the user has no
 *   home
 */
export async function historyFolder(): Promise<string | undefined> {
  try {
    // Where there is no home, to load it is what fails.
    const { default: envPaths } = await import("env-paths");
    // What XDG calls state is env-paths' log. A relative path there is to be ignored.
    const folders = [envPaths(name, { suffix: "" }).log, join(homedir(), ".local", "state", name)];
    return folders.find((folder) => isAbsolute(folder));
  } catch {
    return undefined;
  }
}
