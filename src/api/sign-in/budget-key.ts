import { createHash } from "node:crypto";
import type { Credentials, ReadyToken } from "./credentials.ts";
import type { ApiVersion } from "../http/paths.ts";
import { tokenClaims } from "./token-claims.ts";

/**
 * Names whose budget requests are counted on: a client id's at a host, in a version of the API. It
 * is the same for every process, and tells nobody which client that is. A token that does not say
 * whose it is stands for itself.
 *
 * @returns hexadecimal digits
 */
export function budgetKey(
  host: string,
  credentials: Credentials | ReadyToken,
  version: ApiVersion,
): string {
  const client =
    "accessToken" in credentials
      ? (tokenClaims(credentials.accessToken)?.clientId ?? credentials.accessToken)
      : credentials.clientId;
  return createHash("sha256").update([host, client, version].join("\n")).digest("hex").slice(0, 32);
}
