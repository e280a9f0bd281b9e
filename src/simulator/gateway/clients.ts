import { drawHex, randomOf } from "../timeline/random.ts";
import type { ApiRoute } from "./routes.ts";

/** What a client says to sign in. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The kinds of clients that the tenant knows, one of each. */
export type ClientKind =
  /** A personal access token of an administrator, with every scope: may do all. */
  | "administrator"
  /** A plain API client: no user stands behind it, so it may not read a status. */
  | "without-user"
  /** An administrator's personal access token that may do no more than read sources. */
  | "sources-only"
  /** A personal access token of a SOURCE_SUBADMIN, who has to say so to see his sources. */
  | "subadmin";

/** A client of the tenant. */
export interface Client extends ClientCredentials {
  readonly kind: ClientKind;
  /** Undefined for a client without a user. */
  readonly userName: string | undefined;
  readonly authorities: readonly string[];
  readonly scopes: readonly string[];
}

const everything = "sp:scopes:all";

const traits = {
  administrator: {
    userName: "simulated.admin",
    authorities: ["ORG_ADMIN"],
    scopes: [everything],
  },
  "without-user": { userName: undefined, authorities: [], scopes: [everything] },
  "sources-only": {
    userName: "simulated.reader",
    authorities: ["ORG_ADMIN"],
    scopes: ["idn:sources:read"],
  },
  subadmin: {
    userName: "simulated.subadmin",
    authorities: ["SOURCE_SUBADMIN"],
    scopes: [everything],
  },
} as const satisfies Readonly<Record<ClientKind, Omit<Client, keyof ClientCredentials | "kind">>>;

/** @returns the clients of a tenant, whose ids and secrets come from its seed */
export function clientsOf(seed: number): Readonly<Record<ClientKind, Client>> {
  const client = (kind: ClientKind): Client => {
    // Those of the administrator are as old as the simulator.
    const suffix = kind === "administrator" ? [] : [kind];
    return {
      kind,
      clientId: drawHex(randomOf(seed, "client id", ...suffix), 32),
      clientSecret: drawHex(randomOf(seed, "client secret", ...suffix), 64),
      ...traits[kind],
    };
  };
  return {
    administrator: client("administrator"),
    "without-user": client("without-user"),
    "sources-only": client("sources-only"),
    subadmin: client("subadmin"),
  };
}

/**
 * Whether a client has the rights that the specification names for a request. The status endpoint
 * names no scope, so it takes all of them, and a user.
 */
export function mayAsk({ userName, scopes }: Client, route: ApiRoute): boolean {
  const has = (...wanted: readonly string[]) =>
    [everything, ...wanted].some((scope) => scopes.includes(scope));
  switch (route.kind) {
    case "status":
      return userName !== undefined && has();
    case "task":
    case "tasks":
    case "pending-tasks":
      return has("idn:task-management:read", "idn:task-management:write");
    case "source":
    case "sources":
      return has("idn:sources:read", "idn:sources:manage");
    case "load-accounts":
      return has("idn:sources:manage");
  }
}
