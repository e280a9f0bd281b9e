import type { DefaultsWorld } from "../../../src/settings/file.ts";

/** A user with these files (by their paths) and variables, whose configuration is in `/home/config`. */
export function inventedDefaults(
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): DefaultsWorld {
  return {
    env,
    workingFolder: "/here",
    homeFolder: "/home",
    configFolder: "/home/config",
    readFile: (path) => {
      const text = files[path];
      return Promise.resolve(text === undefined ? undefined : { text, isOpenToOthers: true });
    },
  };
}

/** The path of the configuration file. */
export const yamlPath = "/home/config/config.yaml";
