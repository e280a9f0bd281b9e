/** A client of the tenant's API. The secret goes to `/oauth/token` and nowhere else. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where they come from, for people. */
  readonly from?: string;
}

/** An access token that somebody else has got. It cannot be renewed. */
export interface ReadyToken {
  readonly accessToken: string;
  /** Where it comes from, for people. */
  readonly from?: string;
}

/** A token as the tenant grants it. */
export interface TokenGrant {
  readonly accessToken: string;
  /** Its life; undefined where the tenant did not say. */
  readonly expiresInMs: number | undefined;
}
