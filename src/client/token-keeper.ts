import type { Clock } from "../time/clock.ts";
import type { TokenGrant } from "../api/sign-in/credentials.ts";

/** A token in use. */
export interface Token {
  readonly accessToken: string;
  /** From when on it is to be renewed before it is used again; `clock.elapsed()` milliseconds. */
  readonly renewAt: number;
  /** From when on its refusal is no surprise, likewise; where its life is short that is sooner. */
  readonly outlivedAt: number;
}

/**
 * What a 401 says of the token that was refused.
 *
 * - `outlived`: it ran out on its way; that says nothing against the client.
 * - `replaceable`: another token may help.
 * - `hopeless`: it came after a refusal already and was never accepted.
 */
export type Refusal = "outlived" | "replaceable" | "hopeless";

/** A sign-in that has been answered. */
export interface SignedIn {
  readonly grant: TokenGrant;
  /** When its request left, from which the life of the token counts; `clock.elapsed()` milliseconds. */
  readonly leftAt: number;
}

/** Hands out the client's one access token, and renews it once however many ids need it. */
export interface TokenKeeper {
  /** The token to use now; signs in first where there is none or where it is about to expire. */
  current(): Promise<Token>;
  /** Whether a token got before a wait may still be used. */
  isUsable(token: Token): boolean;
  /** A token was answered with something else than 401. */
  accepted(token: Token): void;
  /**
   * A token was answered with 401. The next `current` signs in, unless somebody else's refusal of
   * the same token has already led to another one.
   */
  refused(token: Token): Refusal;
}

/**
 * @param signIn asks the tenant for a token, in its turn; its errors reach all who wait for it
 * @param clock tells a token's age, by its monotonic time
 */
export function createTokenKeeper(signIn: () => Promise<SignedIn>, clock: Clock): TokenKeeper {
  let token: Token | undefined;
  let renewal: Promise<Token> | undefined;
  let isAfterRefusal = false;

  const isUsable = (candidate: Token) => candidate === token && clock.elapsed() < candidate.renewAt;

  async function renew(): Promise<Token> {
    try {
      const { grant, leftAt } = await signIn();
      const lifeMs = usableMs(grant.expiresInMs);
      token = {
        accessToken: grant.accessToken,
        renewAt: leftAt + Math.max(shortestUseMs, lifeMs),
        outlivedAt: leftAt + lifeMs,
      };
      return token;
    } finally {
      renewal = undefined;
    }
  }

  return {
    current: async () => (token && isUsable(token) ? token : (renewal ??= renew())),
    isUsable,
    accepted: (accepted) => {
      if (accepted === token) isAfterRefusal = false;
    },
    refused: (refused) => {
      const isOutlived = clock.elapsed() >= refused.outlivedAt;
      if (refused !== token) return isOutlived ? "outlived" : "replaceable";
      token = undefined;
      if (isOutlived) return "outlived";
      const refusal = isAfterRefusal ? "hopeless" : "replaceable";
      isAfterRefusal = true;
      return refusal;
    },
  };
}

/** A life of nothing, or less, must not make a sign-in of every request: a 401 tells soon enough. */
const shortestUseMs = 5000;

/** Renewed early, by a tenth of its life, at most a minute: a poll may wait for its turn. */
function usableMs(expiresInMs: number | undefined): number {
  if (expiresInMs === undefined) return Number.POSITIVE_INFINITY;
  return expiresInMs - Math.min(60_000, expiresInMs / 10);
}
