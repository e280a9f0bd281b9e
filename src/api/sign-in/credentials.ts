/** A client of the tenant's API. The secret goes to `/oauth/token` only. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where they come from, for people. */
  readonly from?: string;
}

/** An access token obtained elsewhere. It cannot be renewed. */
export interface ReadyToken extends Pick<Credentials, "from"> {
  readonly accessToken: string;
}

export interface TokenGrant {
  readonly accessToken: string;
  /** Undefined where the tenant did not say. */
  readonly expiresInMs: number | undefined;
}

export function secretsOf(credentials: Credentials | ReadyToken): readonly string[] {
  if ("accessToken" in credentials) return [credentials.accessToken];
  const { clientId, clientSecret } = credentials;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  return [clientSecret, basic];
}
