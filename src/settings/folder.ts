import { userFolder } from "../system/user-folder.ts";

/**
 * Where the configuration file is looked for: `$XDG_CONFIG_HOME/aggwatch`, else
 * `~/.config/aggwatch`; `~/Library/Preferences/aggwatch` on macOS, `%APPDATA%\aggwatch\Config` on
 * Windows. See `userFolder`.
 */
export function configFolder(): Promise<string | undefined> {
  return userFolder("config", [".config"]);
}
