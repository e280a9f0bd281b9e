import { apiVersions, defaultApiVersion } from "../../api/http/paths.ts";
import { choiceFlag, textFlag } from "./flag.ts";

export const tenantFlags = [
  textFlag("--base-url <url>", "the tenant's API host; wins over SAIL_BASE_URL"),
  textFlag("--tenant <name>", "short for --base-url https://NAME.api.identitynow.com"),
  textFlag("--env <name>", "an environment of SailPoint's CLI, address and secret"),
] as const;

export const apiVersionFlag = choiceFlag(
  "--api-version <version>",
  "whose paths are asked",
  apiVersions,
  defaultApiVersion,
).defaultable();
