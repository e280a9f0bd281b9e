import type { ReadyToken, TokenGrant } from "./credentials.ts";
import { SignInRefusedError } from "../http/errors.ts";

/** Grants it once: a second call means that it was refused, and throws SignInRefusedError. */
export function readyGrants(host: string): (token: ReadyToken) => TokenGrant {
  let isGiven = false;
  return ({ accessToken, from }) => {
    if (isGiven) throw new SignInRefusedError(advice(host, from));
    isGiven = true;
    return { accessToken, expiresInMs: undefined };
  };
}

function advice(host: string, from: string | undefined): string {
  const origin = from === undefined ? "" : ` from ${from}`;
  return (
    `The access token${origin} is refused by ${host} (HTTP 401): it has expired, or is another ` +
    "tenant's, and it cannot be renewed. Get a new one, or set SAIL_CLIENT_ID and " +
    "SAIL_CLIENT_SECRET, with which aggwatch renews its tokens, then start again."
  );
}
