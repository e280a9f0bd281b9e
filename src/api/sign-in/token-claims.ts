import * as v from "valibot";
import { safeText } from "../../text/safe-text.ts";

/** What an access token says of itself. Nobody has checked its signature: believe it for advice only. */
export interface TokenClaims {
  /** Whose budget its requests are counted on. */
  readonly clientId: string | undefined;
  /** The user it acts for; without one it is a plain API client's. */
  readonly userName: string | undefined;
}

const text = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.transform(safeText),
      v.transform((one) => one || undefined),
    ),
  ),
  undefined,
);
const claims = v.pipe(
  v.string(),
  v.parseJson(),
  v.check((value) => !Array.isArray(value)),
  v.object({ client_id: text, user_name: text }),
);

/**
 * Reads the claims of an access token (a JWT: RFC 7519), safe to print.
 *
 * @returns undefined where it is no token that can be looked into
 */
export function tokenClaims(accessToken: string): TokenClaims | undefined {
  const parts = accessToken.split(".");
  const [, payload] = parts;
  if (parts.length !== 3 || payload === undefined) return undefined;
  const parsed = v.safeParse(claims, Buffer.from(payload, "base64url").toString("utf8"));
  if (!parsed.success) return undefined;
  return { clientId: parsed.output.client_id, userName: parsed.output.user_name };
}

/**
 * What to tell whoever was refused, or will be, because the token acts for no user.
 *
 * @returns undefined where it acts for one, or where that cannot be told
 */
export function missingUserAdvice(accessToken: string): string | undefined {
  const read = tokenClaims(accessToken);
  if (read === undefined || read.userName !== undefined) return undefined;
  return (
    "the token acts for no user, as that of a plain API client: use the id and secret of a " +
    "personal access token (in the web UI: Preferences > Personal Access Tokens)"
  );
}
