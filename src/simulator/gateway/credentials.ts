import { multipartFields } from "../http/multipart.ts";

export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly query: URLSearchParams;
  readonly body: string;
}

export interface Credentials {
  readonly grantType: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
}

/**
 * Reads credentials from each place where SailPoint's own clients put them: an urlencoded or multipart
 * form, the query, and, for id and secret, HTTP basic, in this order. Undefined for a broken form.
 */
export async function readCredentials(request: TokenRequest): Promise<Credentials | undefined> {
  const form = await formOf(request.contentType ?? "", request.body);
  if (!form) return undefined;
  const basic = basicOf(request.authorization ?? "");
  const field = (name: string) => form.get(name) ?? request.query.get(name) ?? undefined;
  return {
    grantType: field("grant_type"),
    clientId: field("client_id") ?? basic?.id,
    clientSecret: field("client_secret") ?? basic?.secret,
  };
}

async function formOf(contentType: string, body: string): Promise<URLSearchParams | undefined> {
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase();
  if (mediaType === "multipart/form-data") return multipartFields(contentType, body);
  const isForm = mediaType === "application/x-www-form-urlencoded";
  return new URLSearchParams(isForm ? body : "");
}

/** RFC 7617: base64 of the id, a colon, the secret. */
function basicOf(authorization: string): { id: string; secret: string } | undefined {
  const encoded = /^basic +(\S+)$/i.exec(authorization.trim())?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}
