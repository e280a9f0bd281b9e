import { join } from "node:path";
import { KeyringError } from "../../../src/tenant-config/keyring.ts";
import type { ConfigWorld } from "../../../src/tenant-config/tenant-config.ts";

/** What a user has, as far as it configures anything. */
export interface Belongings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `./config.json`: its text, or what becomes its text. */
  readonly configJson?: string | object;
  /** `~/.sailpoint/config.yaml`. */
  readonly configYaml?: string;
  /** Whether others may read the files. */
  readonly isOpenToOthers?: boolean;
  /** By service and account; undefined where there is no keyring. */
  readonly keyring?: Readonly<Record<string, string>>;
  readonly hasHome?: boolean;
}

/** A world, and what was looked at in it. */
export interface InventedConfig extends ConfigWorld {
  readonly looked: readonly string[];
}

/** A user who has only that. */
export function inventedConfig({
  env = {},
  configJson,
  configYaml,
  isOpenToOthers = false,
  keyring,
  hasHome = true,
}: Belongings): InventedConfig {
  const json = typeof configJson === "object" ? JSON.stringify(configJson) : configJson;
  const files = new Map([
    [join("/here", "config.json"), json],
    [join("/home", ".sailpoint", "config.yaml"), configYaml],
  ]);
  const looked: string[] = [];
  return {
    env,
    looked,
    workingFolder: "/here",
    homeFolder: hasHome ? "/home" : undefined,
    async readFile(path, name) {
      looked.push(name);
      const text = files.get(path);
      return text === undefined ? undefined : { text, isOpenToOthers };
    },
    async keyring(service, account) {
      looked.push(`${service} ${account}`);
      if (!keyring) throw new KeyringError("no secret service");
      return keyring[`${service} ${account}`];
    },
  };
}

/** What SailPoint's CLI keeps of environments in a keyring. */
export function kept(...accounts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    accounts.flatMap((account) => [
      [`environments.pat.clientid ${account}`, `id of ${account}`],
      [`environments.pat.clientsecret ${account}`, `hush of ${account}`],
    ]),
  );
}
