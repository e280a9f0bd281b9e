import type { ApiVersion } from "../api/http/paths.ts";
import type { Check } from "./check.ts";

/** For a version that the tenant marks as deprecated. */
export function checkVersion(version: ApiVersion): Check {
  return {
    name: "API version",
    verdict: "note",
    found: [`${version} is marked as deprecated by the tenant, but works`],
    advice: "--api-version v1, or AGGWATCH_API_VERSION=v1, calls the current one",
  };
}
