import type { TenantFinding } from "../tenant-config/find-tenant.ts";
import { type Proxies, readProxies, shownProxy } from "../api/http/proxies.ts";
import type { Environment } from "../system/environment.ts";
import { UsageError } from "../system/usage-error.ts";
import type { Check } from "./check.ts";

const name = "configuration";

/** Which tenant, as whom, and where each setting comes from; the proxies are undefined if bad. */
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
  const bad = (advice: string) =>
    ({ check: { name, verdict: "bad", found, advice, exitCode: 2 }, proxies: undefined }) as const;
  const wrong = problem?.message ?? missing;
  if (wrong !== undefined) return bad(wrong);
  const advice = warnings.length === 0 ? {} : { advice: warnings.join("; ") };
  try {
    const proxies = readProxies(env);
    const proxy = shownProxy(proxies);
    const exceptions = proxies.noProxy === "" ? "" : " (except for NO_PROXY)";
    const all = proxy === undefined ? found : [...found, `  proxy: ${proxy}${exceptions}`];
    const verdict = warnings.length === 0 ? "good" : "note";
    return { check: { name, verdict, found: all, ...advice }, proxies };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return bad(error.message);
  }
}
