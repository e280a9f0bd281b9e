import type { Clock } from "../../time/clock.ts";
import type { Client } from "./clients.ts";
import { drawHex, type Random } from "../timeline/random.ts";

/** How many tokens are remembered; the oldest is forgotten, and so refused, when one more is given. */
const longestMemory = 1000;

/** What the tokens of a tenant depend on. */
export interface TokenOptions {
  /** How long each one lives, in seconds. */
  readonly lifeS: number;
  readonly clock: Clock;
  readonly random: Random;
}

interface GivenToken {
  readonly client: Client;
  /** The moment on the clock's `elapsed` at which it expires. */
  readonly expiry: number;
}

/** Gives access tokens of the tenant's clients and tells which of them are good. */
export class Tokens {
  readonly #options: TokenOptions;
  /** In the order given. */
  readonly #given = new Map<string, GivenToken>();

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /** @returns the body of the answer with a new token */
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
      // Nobody checks it, the tenant included: it knows its tokens by heart.
      base64url(drawHex(random, 64)),
    ].join(".");
    this.#remember(token, { client, expiry: clock.elapsed() + lifeS * 1000 });
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

  /** @returns whose token it is; undefined if it was never given, is over or was revoked */
  holderOf(token: string): Client | undefined {
    const given = this.#given.get(token);
    return given && this.#options.clock.elapsed() < given.expiry ? given.client : undefined;
  }

  /** The token is refused from now on. */
  revoke(token: string): void {
    this.#given.delete(token);
  }

  #remember(token: string, given: GivenToken): void {
    this.#given.set(token, given);
    if (this.#given.size <= longestMemory) return;
    for (const oldest of this.#given.keys()) {
      this.#given.delete(oldest);
      break;
    }
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
