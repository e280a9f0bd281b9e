import * as v from "valibot";
import { safeText } from "../text/safe-text.ts";
import { UsageError } from "../system/usage-error.ts";
import { unlessEndless } from "../text/unless-endless.ts";

export const configYamlName = "~/.sailpoint/config.yaml";

/** An environment of SailPoint's CLI: a tenant under the user's own name. Empty where not set. */
export interface CliEnvironment {
  /** In lower case, as in the CLI and in the keyring's account. */
  readonly name: string;
  readonly baseUrl: string;
  /** Of the web UI. */
  readonly tenantUrl: string;
  /** In files of CLIs that did not use the keyring yet. */
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface CliConfig {
  /** In lower case; empty where not set. */
  readonly activeEnvironment: string;
  /** `pat`, `oauth`, or anything else in the file. */
  readonly authType: string;
  readonly environments: readonly CliEnvironment[];
}

const text = v.fallback(v.pipe(v.string(), v.trim()), "");
const nothing = { clientid: "", clientsecret: "" };
const pat = v.fallback(v.object({ clientid: text, clientsecret: text }), nothing);
const environment = v.fallback(v.object({ baseurl: text, tenanturl: text, pat }), {
  baseurl: "",
  tenanturl: "",
  pat: nothing,
});
const config = v.object({
  activeenvironment: text,
  authtype: text,
  environments: v.nullish(v.record(v.string(), environment), {}),
});

/** Ignores the case of keys, like the CLI. Throws UsageError that repeats nothing of the file. */
export async function parseConfigYaml(source: string): Promise<CliConfig> {
  // Loaded late: slow to load, and seldom needed.
  const { parseDocument } = await import("yaml");
  const document = unlessEndless(() => parseDocument(source, { logLevel: "silent" }));
  const [error] = document?.errors ?? [];
  if (error) {
    const line = error.linePos?.[0].line;
    throw new UsageError(
      `${configYamlName} is not valid YAML${line === undefined ? "" : ` (line ${line})`}; fix it there`,
    );
  }
  const value: unknown = unlessEndless(() => document?.toJS() ?? {});
  const parsed = v.safeParse(config, withSmallKeys(value ?? ""));
  if (!parsed.success) {
    throw new UsageError(
      `${configYamlName} is not what SailPoint's CLI writes: environments with a name each`,
    );
  }
  const { activeenvironment, authtype, environments } = parsed.output;
  return {
    activeEnvironment: activeenvironment.toLowerCase(),
    authType: safeText(authtype).toLowerCase(),
    environments: Object.entries(environments ?? {}).map(([name, { baseurl, tenanturl, pat }]) => ({
      name,
      baseUrl: baseurl,
      tenantUrl: tenanturl,
      clientId: pat.clientid,
      clientSecret: pat.clientsecret,
    })),
  };
}

/** The environments are not nested deeper; an alias may contain itself. */
const mostDepth = 4;

/** Lists belong nowhere in the file, so they read as empty texts. */
function withSmallKeys(value: unknown, depth = 0): unknown {
  if (Array.isArray(value) || depth > mostDepth) return "";
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.toLowerCase(),
      withSmallKeys(inner, depth + 1),
    ]),
  );
}
