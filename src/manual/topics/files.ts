import type { Block } from "../page.ts";

/** `aggwatch help files`. */
export const files: readonly Block[] = [
  [
    [
      "$XDG_CONFIG_HOME/aggwatch/",
      "config.yaml, config.yml or config.json with the defaults of flags: ~/.config/aggwatch/; " +
        String.raw`~/Library/Preferences/aggwatch on macOS, %APPDATA%\aggwatch\Config on Windows`,
    ],
    ["./config.json", "address and client of a tenant, as SailPoint's SDKs have it"],
    [
      "~/.sailpoint/config.yaml",
      "the environments of SailPoint's CLI, whose secrets are in the operating system's keyring",
    ],
    [
      "$XDG_RUNTIME_DIR/aggwatch/",
      "what watchers of one client tell each other, to share its budget of requests: empty files; " +
        "else /run/user/UID/aggwatch, else among the temporary files",
    ],
    [
      "$XDG_CACHE_HOME/aggwatch/",
      "what Node has compiled of the program, for a faster start; it may be deleted at any time, and is " +
        "made only where other users cannot write: ~/.cache/aggwatch/; ~/Library/Caches/aggwatch on " +
        String.raw`macOS, %LOCALAPPDATA%\aggwatch\Cache on Windows; NODE_COMPILE_CACHE names another, ` +
        "NODE_DISABLE_COMPILE_CACHE=1 keeps none",
    ],
    [
      "what --record names",
      "all that happened in a watch, for aggwatch replay; while its oldest part is cut off, the " +
        "rest stands beside it in FILE.part",
    ],
    [
      "$XDG_STATE_HOME/aggwatch/",
      "the history of runs: ~/.local/state/aggwatch/; ~/Library/Logs/aggwatch on macOS, " +
        String.raw`%LOCALAPPDATA%\aggwatch\Log on Windows`,
    ],
  ],
];
