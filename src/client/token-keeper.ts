import type { Clock } from "../time/clock.ts";
import type { TokenGrant } from "../api/sign-in/credentials.ts";

/** An access token in use. Times are `elapsed` milliseconds. */
export interface Token {
  readonly accessToken: string;
  /** From then on it is renewed before it is used again. */
  readonly renewAt: number;
  /** From then on a 401 is expected; before `renewAt` where the token's life is short. */
  readonly outlivedAt: number;
}

/** `outlived`: it expired in flight. `hopeless`: the second in a row, so another will not help. */
export type Refusal = "outlived" | "replaceable" | "hopeless";

export interface SignedIn {
  readonly grant: TokenGrant;
  /** When the request left, from which the token's life counts; `elapsed` milliseconds. */
  readonly leftAt: number;
}

/** Hands out the client's one access token, and renews it once however many ids need it. */
export interface TokenKeeper {
  /** Signs in first if there is no token or it is about to expire. */
  current(): Promise<Token>;
  isUsable(token: Token): boolean;
  /** It got an answer other than 401. */
  accepted(token: Token): void;
  /** It got a 401: `current` then signs in, once for each token. */
  refused(token: Token): Refusal;
}

/** Errors of `signIn` reach every caller that waits for the token. */
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

/** A life of 0 or less must not cause a sign-in for each request; a 401 comes soon enough. */
const shortestUseMs = 5000;

/** Renewed early, by a tenth of its life, at most a minute: a poll may be queued that long. */
function usableMs(expiresInMs: number | undefined): number {
  if (expiresInMs === undefined) return Number.POSITIVE_INFINITY;
  return expiresInMs - Math.min(60_000, expiresInMs / 10);
}
