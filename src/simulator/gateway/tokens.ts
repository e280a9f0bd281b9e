import type { Clock } from "../../time/clock.ts";
import type { Client } from "./clients.ts";
import { drawHex, type Random } from "../timeline/random.ts";

/** The oldest of more is forgotten, and so refused. */
const mostRemembered = 1000;

export interface TokenOptions {
  readonly lifeS: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** Issues the access tokens of the tenant's clients, and knows which are valid. */
export class Tokens {
  readonly #options: TokenOptions;
  /** Oldest first; `expiry` is on the clock's `elapsed`. */
  readonly #issued = new Map<string, { readonly client: Client; readonly expiry: number }>();

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /** Returns the body of the answer with a new token. */
  issue(client: Client): Readonly<Record<string, unknown>> {
    const { lifeS, clock, random } = this.#options;
    const { clientId, userName, scopes, authorities } = client;
    const user = userName === undefined ? {} : { user_name: userName, strong_auth: true };
    const place = { tenant_id: "simulated", org: "simulated", pod: "local" };
    const jti = drawHex(random, 32);
    const claims = {
      ...place,
      client_id: clientId,
      ...user,
      scope: scopes,
      authorities,
      exp: Math.floor(clock.now() / 1000) + lifeS,
      jti,
    };
    const token = [
      base64url(JSON.stringify({ alg: "RS256", typ: "JWT" })),
      base64url(JSON.stringify(claims)),
      // Not a real signature: the tenant remembers its tokens and verifies none.
      base64url(drawHex(random, 64)),
    ].join(".");
    this.#issued.set(token, { client, expiry: clock.elapsed() + lifeS * 1000 });
    const [oldest = ""] = this.#issued.keys();
    if (this.#issued.size > mostRemembered) this.#issued.delete(oldest);
    return {
      access_token: token,
      token_type: "bearer",
      expires_in: lifeS,
      scope: scopes.join(" "),
      ...place,
      ...user,
      jti,
    };
  }

  /** Undefined for a token that was never issued, has expired or was revoked. */
  holderOf(token: string): Client | undefined {
    const issued = this.#issued.get(token);
    return issued && this.#options.clock.elapsed() < issued.expiry ? issued.client : undefined;
  }

  revoke(token: string): void {
    this.#issued.delete(token);
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
