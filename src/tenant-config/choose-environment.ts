import { safeText } from "../text/safe-text.ts";
import { type CliConfig, type CliEnvironment, configYamlName } from "./config-yaml.ts";
import type { Draft } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

/** An environment that somebody named, and who: `--env`. */
export interface Wanted {
  readonly name: string;
  readonly by: string;
}

/**
 * Which environment of the CLI's file is meant: where the address is known already, one with that
 * address, whose secret is for no other; else the one named; else the file's own choice.
 *
 * @returns the environment and why it is that one, or why it is none
 * @throws UsageError where one is named that is not there
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
    const there = environments.filter((one) => originOf(one) === baseUrl.value.origin);
    const environment = there.find(({ name }) => name === preferred) ?? there[0];
    const because = `its address is that of ${baseUrl.from}`;
    return environment ? { environment, because } : `no environment for ${baseUrl.value.origin}`;
  }
  if (wanted) return { environment: known(config, wanted), because: wanted.by };
  // What the CLI itself takes where the file names none.
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

/** The environment of a name, whose letters may be large or small. */
export function environmentOf(
  { environments }: CliConfig,
  name: string,
): CliEnvironment | undefined {
  return environments.find((one) => one.name === name.toLowerCase());
}

function originOf({ baseUrl }: CliEnvironment): string | undefined {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : undefined;
}
