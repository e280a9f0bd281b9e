import type { TenantFinding } from "../tenant-config/find-tenant.ts";
import { type Proxies, readProxies, shownProxy } from "../api/http/proxies.ts";
import type { Environment } from "../system/environment.ts";
import { UsageError } from "../system/usage-error.ts";
import type { Check } from "./check.ts";

const name = "configuration";

/**
 * Which tenant, as whom, and where each comes from.
 *
 * @returns the check, and the proxies where they can be read
 */
export function checkConfiguration(
  finding: TenantFinding,
  env: Environment,
): { readonly check: Check; readonly proxies: Proxies | undefined } {
  const { baseUrl, credentials, sources, warnings, problem, missing } = finding;
  const found = [
    baseUrl ? `base URL ${baseUrl.value.href} from ${baseUrl.from}` : "no base URL",
    credentials ? `credentials from ${credentials.from}` : "no credentials",
    ...sources.map(({ source, says, gives }) => {
      const given = gives.length === 0 ? "" : `, gives ${gives.join(" and ")}`;
      return `  ${source}: ${says}${given}`;
    }),
  ];
  const wrong = problem?.message ?? missing;
  if (wrong !== undefined) {
    const check = { name, verdict: "bad", found, advice: wrong, exitCode: 2 } as const;
    return { check, proxies: undefined };
  }
  const advice = warnings.length === 0 ? {} : { advice: warnings.join("; ") };
  try {
    const proxies = readProxies(env);
    const proxy = shownProxy(proxies);
    const all = proxy === undefined ? found : [...found, `  proxy: ${proxy}${exceptions(proxies)}`];
    const verdict = warnings.length === 0 ? "good" : "note";
    return { check: { name, verdict, found: all, ...advice }, proxies };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const check = { name, verdict: "bad", found, advice: error.message, exitCode: 2 } as const;
    return { check, proxies: undefined };
  }
}

function exceptions({ noProxy }: Proxies): string {
  return noProxy === "" ? "" : " (but for NO_PROXY)";
}
