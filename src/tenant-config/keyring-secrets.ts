import { safeText } from "../text/safe-text.ts";
import { type CliEnvironment, configYamlName } from "./config-yaml.ts";
import { type Keyring, KeyringError } from "./keyring.ts";
import type { Offer } from "./tenant-config.ts";

/**
 * The secret of an environment: from the keyring, else from the file, where older CLIs wrote it.
 * Without a keyring there is nothing in it, which is said and no error.
 *
 * @param authType how the CLI signs in itself
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
    return { says: "secret in the keyring", credentials: { value: { ...kept, from }, from } };
  }
  const { clientId, clientSecret } = environment;
  if (clientId !== "" && clientSecret !== "") {
    const from = `${configYamlName} (environment ${name})`;
    return {
      says: `${kept}; secret in the file`,
      credentials: { value: { clientId, clientSecret, from }, from },
    };
  }
  const isOauth = authType === "oauth" ? ", and signing in with a browser is not for aggwatch" : "";
  return { says: `${kept}${isOauth}; store a personal access token: sail set pat --env ${name}` };
}

/**
 * The names are those under which SailPoint's CLI keeps a personal access token.
 *
 * @param account the environment
 * @returns the client, or why there is none
 */
async function lookUp(account: string, keyring: Keyring) {
  try {
    // One after the other: a keyring may ask its user for a password.
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
