import { safeText } from "../text/safe-text.ts";
import { type CliEnvironment, configYamlName } from "./config-yaml.ts";
import { type Keyring, KeyringError } from "./keyring.ts";
import type { Offer } from "./tenant-config.ts";

/**
 * The secret of an environment: from the keyring, else from the file, where older CLIs wrote it. A
 * keyring that cannot be read is reported, but is not an error.
 */
export async function keyringOffer(
  environment: CliEnvironment,
  authType: string,
  keyring: Keyring,
): Promise<Pick<Offer, "says" | "credentials">> {
  const name = safeText(environment.name);
  const kept = await lookUp(environment.name, keyring);
  if (typeof kept !== "string") {
    const from = `the keyring (environment ${name})`;
    return { says: "secret in the keyring", credentials: { ...kept, from } };
  }
  const { clientId, clientSecret } = environment;
  if (clientId !== "" && clientSecret !== "") {
    const from = `${configYamlName} (environment ${name})`;
    return { says: `${kept}; secret in the file`, credentials: { clientId, clientSecret, from } };
  }
  const isOauth = authType === "oauth" ? ", and aggwatch can't sign in with a browser" : "";
  return { says: `${kept}${isOauth}; store a personal access token: sail set pat --env ${name}` };
}

/** The client, or why there is none. SailPoint's CLI keeps it under these names. */
async function lookUp(account: string, keyring: Keyring) {
  try {
    // In sequence, since a keyring may ask its user for a password.
    const clientId = await keyring("environments.pat.clientid", account);
    const clientSecret = await keyring("environments.pat.clientsecret", account);
    return clientId && clientSecret
      ? { clientId, clientSecret }
      : "no secret for it in the keyring";
  } catch (error) {
    if (error instanceof KeyringError) return `the keyring cannot be read (${error.message})`;
    throw error;
  }
}
