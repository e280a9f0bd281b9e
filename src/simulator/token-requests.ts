import { type Answer, jsonAnswer } from "./answers.ts";
import { readCredentials, type TokenRequest } from "./credentials.ts";
import type { Tokens } from "./tokens.ts";

/** The one client that the tenant knows. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Answers a request for a token. Error bodies are those of OAuth 2 (RFC 6749, section 5.2), since
 * SailPoint documents none.
 */
export function answerTokenRequest(request: TokenRequest, client: Client, tokens: Tokens): Answer {
  const given = readCredentials(request);
  if (!given) return refusal(400, "invalid_request", "The form is broken.");
  if (given.clientId !== client.clientId || given.clientSecret !== client.clientSecret) {
    return refusal(401, "invalid_client", "Bad client credentials");
  }
  if (given.grantType === undefined) {
    return refusal(400, "invalid_request", "Missing grant type");
  }
  if (given.grantType !== "client_credentials") {
    return refusal(400, "unsupported_grant_type", "Unsupported grant type");
  }
  return jsonAnswer(200, tokens.issue(), { "Cache-Control": "no-store" });
}

function refusal(status: 400 | 401, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}
