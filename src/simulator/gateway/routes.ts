/** All versions of the API; v1 is the one with a version per service. */
export const apiVersions = ["beta", "v2024", "v2025", "v2026", "v1"] as const;

export type ApiVersion = (typeof apiVersions)[number];

type StartKind = "load-accounts" | "load-entitlements";

/** A request that needs a token. */
export type ApiRoute =
  | {
      readonly kind: "status" | "task" | "source" | StartKind;
      readonly version: ApiVersion;
      readonly id: string;
    }
  | { readonly kind: "tasks" | "pending-tasks" | "sources"; readonly version: ApiVersion };

export type Route =
  | ApiRoute
  | { readonly kind: "token" }
  /** The path exists, but not with this method. */
  | { readonly kind: "method"; readonly allowed: "GET" | "POST" }
  | { readonly kind: "unknown" }
  /** Not a path, or one with an invalid percent escape. */
  | { readonly kind: "malformed" };

const posted: ReadonlySet<Route["kind"]> = new Set(["token", "load-accounts", "load-entitlements"]);

/** Later versions have a filter instead of a list of pending tasks. */
const withPendingTasks: ReadonlySet<ApiVersion> = new Set(["beta", "v2024", "v2025"]);

/** What a request is for; `path` is without the query, `versions` are those that the tenant knows. */
export function routeOf(
  method: string,
  path: string,
  versions: readonly ApiVersion[] = apiVersions,
): Route {
  const segments = segmentsOf(path);
  if (!segments) return { kind: "malformed" };
  const route = routeTo(segments, versions);
  const allowed = posted.has(route.kind) ? "POST" : "GET";
  return route.kind === "unknown" || method === allowed ? route : { kind: "method", allowed };
}

function segmentsOf(path: string): readonly string[] | undefined {
  if (!path.startsWith("/")) return undefined;
  try {
    return path.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function routeTo(segments: readonly string[], versions: readonly ApiVersion[]): Route {
  const [first = "", second = "", ...rest] = segments;
  if (first === "oauth" && second === "token" && rest.length === 0) return { kind: "token" };
  // v1 stands behind the service, every other version before it.
  const [service, word] = second === "v1" ? [first, second] : [second, first];
  const version = versions.find((one) => one === word && (one === "v1") === (second === "v1"));
  return (version && serviceRoute(version, service, rest)) ?? { kind: "unknown" };
}

function serviceRoute(
  version: ApiVersion,
  service: string,
  rest: readonly string[],
): ApiRoute | undefined {
  const [id, verb, sourceId] = rest;
  // The older path of a start, deprecated in all versions.
  if (service === "entitlements" && id === "aggregate" && verb === "sources") {
    const isWhole = sourceId !== undefined && sourceId !== "" && rest.length === 3;
    return isWhole ? { kind: "load-entitlements", version, id: sourceId } : undefined;
  }
  if (id === "" || verb === "" || rest.length > 2) return undefined;
  switch (`${service} ${verb ?? ""}`) {
    case "account-aggregations status":
      return id === undefined ? undefined : { kind: "status", version, id };
    case "sources load-accounts":
      return id === undefined ? undefined : { kind: "load-accounts", version, id };
    case "sources load-entitlements":
      return id === undefined ? undefined : { kind: "load-entitlements", version, id };
    case "sources ":
      return id === undefined ? { kind: "sources", version } : { kind: "source", version, id };
    case "task-status ":
      if (id === undefined) return { kind: "tasks", version };
      return id === "pending-tasks" && withPendingTasks.has(version)
        ? { kind: "pending-tasks", version }
        : { kind: "task", version, id };
    default:
      return undefined;
  }
}
