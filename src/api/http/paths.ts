/** The supported versions of the API. v1 is the one with a version per service. */
export const apiVersions = ["v2024", "v2025", "v2026", "v1", "beta"] as const;

export type ApiVersion = (typeof apiVersions)[number];

/** The oldest that returns every field, so the one that most tenants know. */
export const defaultApiVersion: ApiVersion = "v2024";

/** How unfinished tasks are listed: by the filter `completionStatus isnull`, in `pending-tasks`. */
const unfinishedTasks: Readonly<Record<ApiVersion, { byFilter: boolean; inPending: boolean }>> = {
  beta: { byFilter: false, inPending: true },
  v2024: { byFilter: false, inPending: true },
  v2025: { byFilter: true, inPending: true },
  v2026: { byFilter: true, inPending: false },
  v1: { byFilter: true, inPending: false },
};

/** Paths relative to the base URL, with ids encoded: `v2024/sources`, but `sources/v1`. */
export function pathsOf(version: ApiVersion) {
  const pathTo = (service: string, ...segments: readonly string[]) => {
    const head = version === "v1" ? [service, version] : [version, service];
    return [...head, ...segments.map(encodeURIComponent)].join("/");
  };
  const { inPending } = unfinishedTasks[version];
  return {
    aggregationStatus: (id: string) => pathTo("account-aggregations", id, "status"),
    tasks: pathTo("task-status"),
    task: (id: string) => pathTo("task-status", id),
    pendingTasks: inPending ? pathTo("task-status", "pending-tasks") : undefined,
    sources: pathTo("sources"),
    loadAccounts: (sourceId: string) => pathTo("sources", sourceId, "load-accounts"),
    loadEntitlements: (sourceId: string) => pathTo("sources", sourceId, "load-entitlements"),
    aggregateEntitlements: (sourceId: string) =>
      pathTo("entitlements", "aggregate", "sources", sourceId),
  };
}

export function listsUnfinishedTasks(version: ApiVersion): boolean {
  return unfinishedTasks[version].byFilter;
}
