import { userFolder } from "../system/user-folder.ts";

/**
 * Where the history is kept: `$XDG_STATE_HOME/aggwatch`, else `~/.local/state/aggwatch`;
 * `~/Library/Logs/aggwatch` on macOS, `%LOCALAPPDATA%\aggwatch\Log` on Windows. See `userFolder`.
 */
export function historyFolder(): Promise<string | undefined> {
  // What XDG calls state is env-paths' log.
  return userFolder("log", [".local", "state"]);
}
