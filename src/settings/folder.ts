import { userFolder } from "../system/user-folder.ts";

/**
 * `$XDG_CONFIG_HOME/aggwatch` or `~/.config/aggwatch`; on macOS `~/Library/Preferences/aggwatch`, on
 * Windows `%APPDATA%\aggwatch\Config`.
 */
export function configFolder(): Promise<string | undefined> {
  return userFolder("config", [".config"]);
}
