import { createHash } from "node:crypto";
import type { Credentials, ReadyToken } from "./credentials.ts";
import type { ApiVersion } from "../http/paths.ts";
import { tokenClaims } from "./token-claims.ts";

/**
 * Names a request budget, that of a client id at a host in an API version, in hexadecimal digits:
 * the same for every process, without revealing the client. A token without a client id stands for
 * itself.
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
