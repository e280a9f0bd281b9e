import { type Answer, jsonAnswer } from "../http/answers.ts";
import type { Client } from "./clients.ts";
import { readCredentials, type TokenRequest } from "./credentials.ts";
import type { Tokens } from "./tokens.ts";

/** Answers a request for a token; errors as in RFC 6749, section 5.2, in the words of real tenants. */
export async function answerTokenRequest(
  request: TokenRequest,
  clients: readonly Client[],
  tokens: Tokens,
): Promise<Answer> {
  const given = await readCredentials(request);
  if (!given) return refusal(400, "invalid_request", "The form is broken.");
  const { clientId, clientSecret, grantType } = given;
  if (clientId === undefined) {
    const needed = "Full authentication is required to access this resource";
    return refusal(401, "unauthorized", needed);
  }
  const client = clients.find(
    (one) => one.clientId === clientId && one.clientSecret === clientSecret,
  );
  if (!client) return refusal(401, "invalid_client", "Bad client credentials");
  if (grantType === undefined) return refusal(400, "invalid_request", "Missing grant type");
  if (grantType !== "client_credentials") {
    return refusal(400, "unsupported_grant_type", "Unsupported grant type");
  }
  return jsonAnswer(200, tokens.issue(client), { "Cache-Control": "no-store" });
}

function refusal(status: 400 | 401, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}
