import { createHash } from "node:crypto";
import type { Credentials, ReadyToken } from "./credentials.ts";
import type { ApiVersion } from "../http/paths.ts";
import { tokenClaims } from "./token-claims.ts";

/** The same in every process, without revealing the client. A token without an id has its own. */
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
