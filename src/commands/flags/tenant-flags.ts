import { apiVersions, defaultApiVersion } from "../../api/http/paths.ts";
import { choiceFlag, switchFlag, textFlag } from "./flag.ts";

export const verboseFlag = switchFlag(
  "Output",
  "-v, --verbose",
  "log each request to standard error",
).common();

export const tenantFlags = [
  textFlag("Tenant", "--tenant <name>", "use https://NAME.api.identitynow.com").common(),
  textFlag("Tenant", "--env <name>", "use an environment of SailPoint's CLI").common(),
  textFlag("Tenant", "--base-url <url>", "use this API address; overrides SAIL_BASE_URL"),
  verboseFlag,
] as const;

export const apiVersionFlag = choiceFlag(
  "Tenant",
  "--api-version <version>",
  "call this version of the API",
  apiVersions,
  defaultApiVersion,
).defaultable();
