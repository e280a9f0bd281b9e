import { join } from "node:path";
import { safeText } from "../text/safe-text.ts";
import { readBaseUrl } from "../api/http/base-url.ts";
import { readWebOrigin } from "../api/http/web-address.ts";
import { chooseEnvironment, type Wanted } from "./choose-environment.ts";
import {
  type CliConfig,
  type CliEnvironment,
  configYamlName,
  parseConfigYaml,
} from "./config-yaml.ts";
import { valueOf } from "../system/environment.ts";
import { keyringOffer } from "./keyring-secrets.ts";
import { naming } from "../system/name-place.ts";
import { openFileWarning, type SecretFile } from "../system/secret-file.ts";
import type { ConfigWorld, Draft, Offer } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

/**
 * The address and secret of an environment. A known address picks the environment, so that a secret
 * goes to its own tenant only; else `named` does, then SAIL_ACTIVEENVIRONMENT, then the file. Throws
 * UsageError where the file cannot be read or has no such environment.
 */
export async function cliEnvironmentOffer(
  world: ConfigWorld,
  draft: Draft,
  named: string | undefined,
): Promise<Offer> {
  const wanted = wantedBy(named, world);
  const file = await readConfigYaml(world);
  if (!file) {
    if (named === undefined) return { says: "not found" };
    throw new UsageError(
      `--env ${safeText(named)} needs ${configYamlName}, which does not exist; create it with ` +
        "SailPoint's CLI (sail environment), or use --tenant or --base-url instead",
    );
  }
  const chosen = chooseEnvironment(file.config, draft, wanted);
  if (typeof chosen === "string") return { says: chosen };
  const { environment, because } = chosen;
  const { authType } = file.config;
  const secrets = draft.credentials
    ? { says: "", credentials: undefined }
    : await keyringOffer(environment, authType, world.keyring);
  return {
    ...addressOf(environment, draft),
    web: readWebOrigin(environment.tenantUrl),
    credentials: secrets.credentials,
    says: `environment ${safeText(environment.name)} (${because})${secrets.says && `; ${secrets.says}`}`,
    warning: environment.clientSecret === "" ? undefined : openFileWarning(configYamlName, file),
  };
}

/** Throws UsageError where the file cannot be read. */
export async function readConfigYaml(
  world: ConfigWorld,
): Promise<(SecretFile & { readonly config: CliConfig }) | undefined> {
  if (world.homeFolder === undefined) return undefined;
  const path = join(world.homeFolder, ".sailpoint", "config.yaml");
  const file = await world.readFile(path, configYamlName);
  return file && { ...file, config: await parseConfigYaml(file.text) };
}

function wantedBy(named: string | undefined, { env }: ConfigWorld): Wanted | undefined {
  if (named !== undefined) return { name: named, by: "--env" };
  const active = valueOf("SAIL_ACTIVEENVIRONMENT", env);
  return active === "" ? undefined : { name: active, by: "SAIL_ACTIVEENVIRONMENT" };
}

function addressOf({ name, baseUrl }: CliEnvironment, draft: Draft): Pick<Offer, "baseUrl"> {
  if (draft.baseUrl) return {};
  const from = `environment ${safeText(name)} of ${configYamlName}`;
  if (baseUrl === "") throw new UsageError(`${from} has no baseurl; add it with SailPoint's CLI`);
  return { baseUrl: { value: naming(from, () => readBaseUrl(baseUrl)), from } };
}
