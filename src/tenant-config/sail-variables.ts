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
 * What the environment variables have, as SailPoint's own tools name them, and a ready access
 * token. A client goes before a token, since it can renew its own. The credentials are for the
 * tenant that the variables themselves name, by its address or by an environment of the CLI, and
 * for one that a flag names.
 *
 * @param draft what is known already, and not looked for any more
 * @param isMeant whether the draft's tenant is the one that a flag or SAIL_ACTIVEENVIRONMENT names
 * @throws UsageError where a value is wrong, or a client is set by half
 */
export function environmentOffer(env: Environment, draft: Draft, isMeant = false): Offer {
  const [url = "", clientId, clientSecret, accessToken] = names.map((name) => valueOf(name, env));
  const set = names.filter((name) => valueOf(name, env) !== "");
  const says =
    set.length === 0 ? "no SAIL_BASE_URL, SAIL_CLIENT_ID or SAIL_CLIENT_SECRET" : listed(set);
  const baseUrl =
    url === "" || (isMeant && draft.baseUrl)
      ? undefined
      : { value: readBaseUrl(url), from: "SAIL_BASE_URL" };
  const { credentials } = draft.credentials
    ? {}
    : clientOrToken(clientId, clientSecret, accessToken);
  const address = draft.baseUrl ?? baseUrl;
  const isNamed = !draft.baseUrl && valueOf("SAIL_ACTIVEENVIRONMENT", env) !== "";
  const isTheirs =
    isMeant || isNamed || (baseUrl && baseUrl.value.origin === address?.value.origin);
  const belongs = baseUrl ? `for ${baseUrl.value.origin} only` : "for no tenant: set SAIL_BASE_URL";
  return {
    ...(credentials && !isTheirs
      ? { says: `${says}; the credentials are ${belongs}`, hasOthers: true }
      : { says }),
    ...(baseUrl && !draft.baseUrl && { baseUrl }),
    ...(credentials && isTheirs && { credentials }),
  };
}

function clientOrToken(
  clientId = "",
  clientSecret = "",
  accessToken = "",
): Pick<Offer, "credentials"> {
  if (clientId !== "" && clientSecret !== "") {
    const from = "SAIL_CLIENT_ID and SAIL_CLIENT_SECRET";
    return { credentials: { value: { clientId, clientSecret, from }, from } };
  }
  if (accessToken !== "") {
    if (!/^[\x21-\x7E]+$/.test(accessToken)) {
      throw new UsageError(
        "SAIL_ACCESS_TOKEN is no access token: it has blanks or other characters that no header " +
          "carries; set it anew, or unset it",
      );
    }
    const from = "SAIL_ACCESS_TOKEN";
    return { credentials: { value: { accessToken, from }, from } };
  }
  if (clientId === "" && clientSecret === "") return {};
  const [there, missing] = clientId === "" ? [names[2], names[1]] : ([names[1], names[2]] as const);
  throw new UsageError(`${there} is set and ${missing} is not; set both, or neither`);
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}
