import { systemKeyring } from "../../tenant-config/keyring.ts";
import { readSecretFile } from "../../system/secret-file.ts";
import type { ConfigWorld } from "../../tenant-config/tenant-config.ts";
import type { DefaultsWorld } from "../../settings/file.ts";
import type { Host } from "../../process/host.ts";

export function configWorld(host: Host): ConfigWorld & DefaultsWorld {
  return {
    env: host.env,
    workingFolder: host.workingFolder,
    homeFolder: host.homeFolder(),
    configFolder: host.configFolder,
    readFile: (path, name) => readSecretFile(path, name, host.platform),
    keyring: systemKeyring(host.clock, host.platform),
  };
}
