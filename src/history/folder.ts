import { userFolder } from "../system/user-folder.ts";

/**
 * `$XDG_STATE_HOME/aggwatch`, else `~/.local/state/aggwatch`; on macOS `~/Library/Logs/aggwatch`,
 * on Windows `%LOCALAPPDATA%\aggwatch\Log`. What XDG calls state is env-paths' log.
 */
export function historyFolder(): Promise<string | undefined> {
  return userFolder("log", [".local", "state"]);
}
