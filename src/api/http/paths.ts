/** The versions of the API that are spoken. v1 is the one with a version per service. */
export const apiVersions = ["v2024", "v2025", "v2026", "v1", "beta"] as const;

/** One of them. */
export type ApiVersion = (typeof apiVersions)[number];

/** The oldest that answers every field, so the one that most tenants know. */
export const defaultApiVersion: ApiVersion = "v2024";

/**
 * Where a version of the API has what is asked for. All paths are relative to the base URL; ids go
 * into them encoded.
 */
export interface ApiPaths {
  readonly aggregationStatus: (id: string) => string;
  readonly tasks: string;
  readonly task: (id: string) => string;
  /** The list of tasks that are not over; undefined where the version has none any more. */
  readonly pendingTasks: string | undefined;
  readonly sources: string;
  readonly loadAccounts: (sourceId: string) => string;
}

/** @returns the paths of `version`: `v2024/sources`, but `sources/v1` */
export function pathsOf(version: ApiVersion): ApiPaths {
  const pathTo = (service: string, ...segments: readonly string[]) => {
    const head = version === "v1" ? [service, version] : [version, service];
    return [...head, ...segments.map(encodeURIComponent)].join("/");
  };
  return {
    aggregationStatus: (id) => pathTo("account-aggregations", id, "status"),
    tasks: pathTo("task-status"),
    task: (id) => pathTo("task-status", id),
    pendingTasks: hasPendingTasks(version) ? pathTo("task-status", "pending-tasks") : undefined,
    sources: pathTo("sources"),
    loadAccounts: (sourceId) => pathTo("sources", sourceId, "load-accounts"),
  };
}

/**
 * Whether the list of tasks may be asked for those that are not over (`completionStatus isnull`).
 * The versions before list them in `pendingTasks` only.
 */
export function listsUnfinishedTasks(version: ApiVersion): boolean {
  switch (version) {
    case "beta":
    case "v2024":
      return false;
    case "v2025":
    case "v2026":
    case "v1":
      return true;
  }
}

function hasPendingTasks(version: ApiVersion): boolean {
  switch (version) {
    case "beta":
    case "v2024":
    case "v2025":
      return true;
    case "v2026":
    case "v1":
      return false;
  }
}
