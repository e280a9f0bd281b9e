/** The versions of the API that the tenant serves; v1 is the one with a version per service. */
export type ApiVersion = "beta" | "v2024" | "v2025" | "v2026" | "v1";

/** What a request is about. */
export type Route =
  | { readonly kind: "token" }
  | { readonly kind: "status"; readonly version: ApiVersion; readonly id: string }
  | { readonly kind: "task"; readonly version: ApiVersion; readonly id: string }
  /** The path exists, but not with this method. */
  | { readonly kind: "method"; readonly allowed: "GET" | "POST" }
  | { readonly kind: "unknown" }
  /** Not a path at all, or with a percent escape that is none. */
  | { readonly kind: "malformed" };

const versions: readonly ApiVersion[] = ["beta", "v2024", "v2025", "v2026"];

/**
 * @param method as the request line has it
 * @param path without the query
 */
export function routeOf(method: string, path: string): Route {
  const segments = segmentsOf(path);
  if (!segments) return { kind: "malformed" };
  const route = routeTo(segments);
  const allowed = route.kind === "token" ? "POST" : "GET";
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

function routeTo(segments: readonly string[]): Route {
  const [first, second, third, fourth, ...rest] = segments;
  if (segments.length === 2 && first === "oauth" && second === "token") return { kind: "token" };
  if (rest.length > 0 || !third) return { kind: "unknown" };
  const version = versions.find((one) => one === first);
  if (version && second === "account-aggregations" && fourth === "status") {
    return { kind: "status", version, id: third };
  }
  if (version && second === "task-status" && fourth === undefined) {
    return { kind: "task", version, id: third };
  }
  if (first === "account-aggregations" && second === "v1" && fourth === "status") {
    return { kind: "status", version: "v1", id: third };
  }
  if (first === "task-status" && second === "v1" && fourth === undefined) {
    return { kind: "task", version: "v1", id: third };
  }
  return { kind: "unknown" };
}
