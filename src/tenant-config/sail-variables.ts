import { readBaseUrl } from "../api/http/base-url.ts";
import { type Environment, valueOf } from "../system/environment.ts";
import type { Draft, Offer } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

const names = [
  "SAIL_BASE_URL",
  "SAIL_CLIENT_ID",
  "SAIL_CLIENT_SECRET",
  "SAIL_ACCESS_TOKEN",
] as const;

/**
 * The environment variables of SailPoint's own tools, and an access token. A client goes before a
 * token, since it can renew its own. The credentials are only for the tenant that the variables or
 * a flag name; `isMeant` says that a flag or SAIL_ACTIVEENVIRONMENT names the draft's tenant. Throws
 * UsageError where a value is wrong, or only half of a client is set.
 */
export function environmentOffer(env: Environment, draft: Draft, isMeant = false): Offer {
  const values = names.map((name) => valueOf(name, env));
  const [url = "", clientId = "", clientSecret = "", accessToken = ""] = values;
  const set = names.filter((_, index) => values[index] !== "");
  const says =
    set.length === 0
      ? "no SAIL_BASE_URL, SAIL_CLIENT_ID or SAIL_CLIENT_SECRET"
      : new Intl.ListFormat("en-GB").format(set);
  const baseUrl =
    url === "" || (isMeant && draft.baseUrl)
      ? undefined
      : { value: readBaseUrl(url), from: "SAIL_BASE_URL" };
  const credentials = draft.credentials
    ? undefined
    : clientOrToken(clientId, clientSecret, accessToken);
  const address = draft.baseUrl ?? baseUrl;
  const isNamed = !draft.baseUrl && valueOf("SAIL_ACTIVEENVIRONMENT", env) !== "";
  const isTheirs =
    isMeant || isNamed || (baseUrl && baseUrl.value.origin === address?.value.origin);
  const offered = { baseUrl: draft.baseUrl ? undefined : baseUrl };
  if (!credentials || isTheirs) return { says, ...offered, credentials };
  const belongs = baseUrl ? `for ${baseUrl.value.origin} only` : "for no tenant: set SAIL_BASE_URL";
  return { says: `${says}; the credentials are ${belongs}`, ...offered, hasOthers: true };
}

function clientOrToken(
  clientId: string,
  clientSecret: string,
  accessToken: string,
): Draft["credentials"] {
  if (clientId !== "" && clientSecret !== "") {
    return { clientId, clientSecret, from: "SAIL_CLIENT_ID and SAIL_CLIENT_SECRET" };
  }
  if (accessToken !== "") {
    if (!/^[\x21-\x7E]+$/.test(accessToken)) {
      throw new UsageError(
        "SAIL_ACCESS_TOKEN is not an access token: it has blanks or other characters that a header " +
          "cannot carry; set it again, or unset it",
      );
    }
    return { accessToken, from: "SAIL_ACCESS_TOKEN" };
  }
  if (clientId === "" && clientSecret === "") return undefined;
  const [there, missing] = clientId === "" ? [names[2], names[1]] : [names[1], names[2]];
  throw new UsageError(`${there} is set and ${missing} is not; set both, or neither`);
}
