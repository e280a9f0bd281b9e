import { drawHex, randomOf } from "../timeline/random.ts";
import type { ApiRoute } from "./routes.ts";

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The tenant has one client of each kind. */
export type ClientKind =
  /** A personal access token of an administrator, with every scope. */
  | "administrator"
  /** A plain API client: without a user it may not read a status. */
  | "without-user"
  /** An administrator's personal access token that may only read sources. */
  | "sources-only"
  /** A personal access token of a SOURCE_SUBADMIN, who must ask with `for-subadmin=me`. */
  | "subadmin";

export interface Client extends ClientCredentials {
  readonly kind: ClientKind;
  readonly userName: string | undefined;
  readonly authorities: readonly string[];
  readonly scopes: readonly string[];
}

type Rights = Pick<Client, "userName" | "authorities" | "scopes">;

const everything = "sp:scopes:all";

const rights: Readonly<Record<ClientKind, Rights>> = {
  administrator: userRights("simulated.admin", "ORG_ADMIN", everything),
  "without-user": { userName: undefined, authorities: [], scopes: [everything] },
  "sources-only": userRights("simulated.reader", "ORG_ADMIN", "idn:sources:read"),
  subadmin: userRights("simulated.subadmin", "SOURCE_SUBADMIN", everything),
};

function userRights(userName: string, authority: string, scope: string): Rights {
  return { userName, authorities: [authority], scopes: [scope] };
}

/** The clients of a tenant; the seed gives their ids and secrets. */
export function clientsOf(seed: number): Readonly<Record<ClientKind, Client>> {
  const client = (kind: ClientKind): Client => {
    // The administrator's were drawn without a kind when it was the only client.
    const suffix = kind === "administrator" ? [] : [kind];
    return {
      kind,
      clientId: drawHex(randomOf(seed, "client id", ...suffix), 32),
      clientSecret: drawHex(randomOf(seed, "client secret", ...suffix), 64),
      ...rights[kind],
    };
  };
  return {
    administrator: client("administrator"),
    "without-user": client("without-user"),
    "sources-only": client("sources-only"),
    subadmin: client("subadmin"),
  };
}

/** By the scopes of the specification; the status endpoint names none, so it takes all and a user. */
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
    case "load-entitlements":
      return userName !== undefined && has("idn:entitlement:manage");
  }
}
