import * as v from "valibot";
import { optionalField, textField } from "../answer/fields.ts";

const text = optionalField(textField);
const claims = v.pipe(
  v.string(),
  v.parseJson(),
  v.check((value) => !Array.isArray(value)),
  v.object({ client_id: text, user_name: text }),
  v.transform(({ client_id: clientId, user_name: userName }) => ({ clientId, userName })),
);

/** The claims of a JWT (RFC 7519), safe to print. Its signature is not checked: for advice only. */
export function tokenClaims(accessToken: string): v.InferOutput<typeof claims> | undefined {
  const parts = accessToken.split(".");
  const [, payload] = parts;
  if (parts.length !== 3 || payload === undefined) return undefined;
  const parsed = v.safeParse(claims, Buffer.from(payload, "base64url").toString("utf8"));
  return parsed.success ? parsed.output : undefined;
}

/** Where a request is, or will be, refused because the token certainly acts for no user. */
export function missingUserAdvice(accessToken: string): string | undefined {
  const read = tokenClaims(accessToken);
  if (read === undefined || read.userName !== undefined) return undefined;
  return (
    "the token acts for no user, like that of a plain API client: use the id and secret of a " +
    "personal access token (in the web UI: Preferences > Personal Access Tokens)"
  );
}
