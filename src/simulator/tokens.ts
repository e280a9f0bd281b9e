import type { Clock } from "../time/clock.ts";
import { drawHex, type Random } from "./random.ts";

/** How many tokens are remembered; the oldest is forgotten, and so refused, when one more is given. */
const longestMemory = 1000;

/** What the tokens of a tenant depend on. */
export interface TokenOptions {
  readonly clientId: string;
  /** How long each one lives, in seconds. */
  readonly lifeS: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** Gives access tokens of the tenant's one user and tells which of them are good. */
export class Tokens {
  readonly #options: TokenOptions;
  /** By token, the moment on the clock's `elapsed` at which it expires; in the order given. */
  readonly #expiries = new Map<string, number>();

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /** @returns the body of the answer with a new token */
  issue(): Readonly<Record<string, unknown>> {
    const { clientId, lifeS, clock, random } = this.#options;
    const claims = {
      tenant_id: "simulated",
      org: "simulated",
      pod: "local",
      client_id: clientId,
      user_name: "simulated.admin",
      strong_auth: true,
      scope: ["sp:scopes:all"],
      authorities: ["ORG_ADMIN"],
      exp: Math.floor(clock.now() / 1000) + lifeS,
      jti: drawHex(random, 32),
    };
    const token = [
      base64url(JSON.stringify({ alg: "RS256", typ: "JWT" })),
      base64url(JSON.stringify(claims)),
      // Nobody checks it, the tenant included: it knows its tokens by heart.
      base64url(drawHex(random, 64)),
    ].join(".");
    this.#remember(token, clock.elapsed() + lifeS * 1000);
    return {
      access_token: token,
      token_type: "bearer",
      expires_in: lifeS,
      scope: "sp:scopes:all",
      tenant_id: claims.tenant_id,
      org: claims.org,
      pod: claims.pod,
      strong_auth: claims.strong_auth,
      user_name: claims.user_name,
      jti: claims.jti,
    };
  }

  /** Whether the token was given, lives and was not revoked. */
  isGood(token: string): boolean {
    const expiry = this.#expiries.get(token);
    return expiry !== undefined && this.#options.clock.elapsed() < expiry;
  }

  /** The token is refused from now on. */
  revoke(token: string): void {
    this.#expiries.delete(token);
  }

  #remember(token: string, expiry: number): void {
    this.#expiries.set(token, expiry);
    if (this.#expiries.size <= longestMemory) return;
    for (const oldest of this.#expiries.keys()) {
      this.#expiries.delete(oldest);
      break;
    }
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
