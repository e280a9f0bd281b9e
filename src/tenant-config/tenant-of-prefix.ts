import { safeText } from "../text/safe-text.ts";
import { tenantName } from "../wording/watch-name.ts";
import { readBaseUrl } from "../api/http/base-url.ts";
import { environmentOf } from "./choose-environment.ts";
import { readConfigYaml } from "./cli-environment.ts";
import { configJsonOffer } from "./config-json.ts";
import type { CliEnvironment } from "./config-yaml.ts";
import { valueOf } from "../system/environment.ts";
import type { FlagSelection, Selection } from "./selection.ts";
import type { ConfigWorld } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

export type Resolved =
  | { readonly kind: "nothing" }
  | (FlagSelection & {
      /** What names it, for people. */
      readonly by: string;
      /** Whether a flag names it: then the credentials of the variables are meant for it. */
      readonly isOfFlag: boolean;
    });

/**
 * Finds the configured tenant of a prefix, in this order: the flags, an environment of SailPoint's
 * CLI, the environment variables, `./config.json`, an environment by its tenant's name. No keyring is
 * opened for that. Throws UsageError where it is none of them.
 */
export async function tenantOfPrefix(
  { name, flag, isOneOfSeveral }: Extract<Selection, { kind: "prefix" }>,
  world: ConfigWorld,
): Promise<Resolved> {
  const by = `${safeText(name)}: in front of an id`;
  const file = await readConfigYaml(world);
  const environments = file?.config.environments ?? [];
  const named = file && environmentOf(file.config, name);
  if (flag) {
    const address =
      flag.kind === "address"
        ? flag.baseUrl.value
        : addressOf(file && environmentOf(file.config, flag.name));
    const isSameName = flag.kind === "environment" && named?.name === flag.name.toLowerCase();
    if (isSameName || isNamed(address, name)) return { ...flag, by, isOfFlag: true };
    if (!isOneOfSeveral) {
      const first = flag.kind === "address" ? flag.baseUrl.from : "--env";
      throw new UsageError(`${first} and ${by} name different tenants; leave one of them out`);
    }
  }
  if (named) return { kind: "environment", name: named.name, by, isOfFlag: false };
  const url = valueOf("SAIL_BASE_URL", world.env);
  if (url !== "" && isNamed(readBaseUrl(url), name)) return { kind: "nothing" };
  const { baseUrl } = await configJsonOffer(world, {});
  if (baseUrl && isNamed(baseUrl.value, name)) {
    return { kind: "address", baseUrl, by, isOfFlag: false };
  }
  const there = environments.find((one) => isNamed(addressOf(one), name));
  if (there) return { kind: "environment", name: there.name, by, isOfFlag: false };
  throw new UsageError(unknownText(name, environments, url));
}

function addressOf(environment: CliEnvironment | undefined): URL | null {
  return URL.parse(environment?.baseUrl ?? "");
}

/** Whether people call the tenant at this address by that name. */
function isNamed(address: URL | null, name: string): boolean {
  if (!address) return false;
  const { host, hostname } = address;
  return [tenantName(host), host, hostname].includes(name.toLowerCase());
}

function unknownText(name: string, environments: readonly CliEnvironment[], url: string): string {
  const shown = safeText(name);
  const names = [
    ...(url === "" ? [] : [tenantName(readBaseUrl(url).host)]),
    ...environments.map((one) => safeText(one.name)),
  ];
  const known = names.length === 0 ? "none is configured" : `there is ${names.join(", ")}`;
  return (
    `"${shown}" in front of an id is not a tenant with credentials here (${known}). It has to be ` +
    "an environment of SailPoint's CLI, or the tenant of SAIL_BASE_URL; for another tenant give " +
    `--tenant or --base-url with its credentials. To label an id: ID=${shown}`
  );
}
