import type { Credentials } from "../api/tenant.ts";
import { readBaseUrl } from "./base-url.ts";
import { UsageError } from "./usage-error.ts";

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which tenant, and as whom. */
export interface TenantConfig {
  readonly baseUrl: URL;
  readonly credentials: Credentials;
}

const names = ["SAIL_BASE_URL", "SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"] as const;

/**
 * Reads the tenant from the environment variables that SailPoint's own tools read.
 *
 * @param baseUrl what `--base-url` says, which wins
 * @throws UsageError that names what is missing
 */
export function readTenantConfig(env: Environment, baseUrl: string | undefined): TenantConfig {
  const values: Environment = { ...env, ...(baseUrl !== undefined && { SAIL_BASE_URL: baseUrl }) };
  const missing = names.filter((name) => !values[name]?.trim());
  if (missing.length > 0) {
    throw new UsageError(
      `no tenant to ask: set ${listed(missing)} (base URL: ` +
        "https://{tenant}.api.identitynow.com; client: a personal access token). Without a " +
        "tenant, try: aggwatch demo",
    );
  }
  const [url = "", clientId = "", clientSecret = ""] = names.map((name) => values[name]?.trim());
  return { baseUrl: readBaseUrl(url), credentials: { clientId, clientSecret } };
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
