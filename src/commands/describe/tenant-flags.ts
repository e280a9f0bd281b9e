import { Option } from "commander";
import { apiVersions, defaultApiVersion } from "../../api/paths.ts";

/** `--base-url URL`, `--tenant NAME` and `--env NAME`: which tenant is meant. */
export const tenantFlags = [
  new Option("--base-url <url>", "the tenant's API host; wins over SAIL_BASE_URL"),
  new Option("--tenant <name>", "short for --base-url https://NAME.api.identitynow.com"),
  new Option("--env <name>", "an environment of SailPoint's CLI, address and secret"),
] as const;

/** `--api-version VERSION`. */
export const apiVersionFlag = new Option("--api-version <version>", "whose paths are asked")
  .choices(apiVersions)
  .default(defaultApiVersion);
