import { safeText } from "../text/safe-text.ts";
import { type CliConfig, type CliEnvironment, configYamlName } from "./config-yaml.ts";
import type { Draft } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

export interface Wanted {
  readonly name: string;
  /** What names it: `--env`. */
  readonly by: string;
}

/**
 * Chooses the environment with the draft's address, since its secret is for no other; else the named
 * one, or throws UsageError; else the file's own choice. A string says why there is none.
 */
export function chooseEnvironment(
  config: CliConfig,
  { baseUrl }: Draft,
  wanted: Wanted | undefined,
): { readonly environment: CliEnvironment; readonly because: string } | string {
  const { activeEnvironment, environments } = config;
  if (environments.length === 0 && !wanted) return "no environments";
  if (baseUrl) {
    const preferred = (wanted?.name ?? activeEnvironment).toLowerCase();
    const there = environments.filter(
      (one) => URL.parse(one.baseUrl)?.origin === baseUrl.value.origin,
    );
    const environment = there.find(({ name }) => name === preferred) ?? there[0];
    const because = `its address is that of ${baseUrl.from}`;
    return environment ? { environment, because } : `no environment for ${baseUrl.value.origin}`;
  }
  if (wanted) return { environment: known(config, wanted), because: wanted.by };
  // The CLI's own default.
  const name = activeEnvironment || "default";
  if (activeEnvironment === "" && !environmentOf(config, name)) {
    return "no activeenvironment; name one with --env";
  }
  const by = `activeenvironment in ${configYamlName}`;
  return { environment: known(config, { name, by }), because: "activeenvironment" };
}

function known(config: CliConfig, { name, by }: Wanted): CliEnvironment {
  const environment = environmentOf(config, name);
  if (environment) return environment;
  const names = config.environments.map((one) => safeText(one.name)).join(", ") || "none";
  throw new UsageError(
    `${by} names the environment "${safeText(name)}", which ${configYamlName} does not have; it ` +
      `has: ${names}`,
  );
}

export function environmentOf(
  { environments }: CliConfig,
  name: string,
): CliEnvironment | undefined {
  return environments.find((one) => one.name === name.toLowerCase());
}
