import { ApiError } from "../api/errors.ts";
import { knowsVersion, unknownVersionText } from "../api/version-check.ts";
import type { Client } from "../watch/client.ts";

/**
 * What to tell whoever chose an API version that the tenant does not know, which is asked for that.
 *
 * @returns undefined where it knows the version, or does not answer
 * @throws the reason why the client was stopped, where it is meanwhile
 */
export async function unknownVersion({ api, tenant }: Client): Promise<string | undefined> {
  try {
    return (await knowsVersion(api)) ? undefined : unknownVersionText(tenant.version);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
