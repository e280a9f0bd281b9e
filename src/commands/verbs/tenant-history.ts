import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { createRecentFinder } from "../../api/endpoints/recent-aggregations.ts";
import { createSourceFinder } from "../../api/endpoints/sources.ts";
import type { Host } from "../../process/host.ts";
import { runOfTask } from "../../history/run-of-task.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { findSource } from "../lookup/find-source.ts";
import { withClients } from "../tenant/with-clients.ts";
import { type HistoryOptions, writeHistories } from "./history.ts";

/** How far it looks back, within the 90 days that the API keeps tasks. */
const mostTasks = 300;

/**
 * `aggwatch history --from-tenant [SOURCE]`: the runs that the tenant knows, of each source or of
 * one, by its name or id; who watched them does not matter.
 */
export function tenantHistoryCommand(
  wanted: string | undefined,
  options: HistoryOptions,
  host: Host,
): Promise<Outcome> {
  host.lifetime.limit(options.timeout, host.clock);
  return withClients(options, [undefined], host, async ([{ client }]) => {
    const { api, tenant } = client;
    const source =
      wanted === undefined ? undefined : await findSource(createSourceFinder(api), wanted);
    const tasks = await createRecentFinder(api, source?.id, mostTasks, aggregationKinds)();
    const runs = tasks
      .flatMap((task) => runOfTask(task, tenant.host) ?? [])
      .toSorted((one, other) => one.endedAt - other.endedAt);
    const which = source === undefined ? "" : ` of ${source.name}`;
    const none = `No aggregation${which} has ended at ${tenant.host} in the last 90 days.`;
    writeHistories(runs, options.output, host, none);
    return nothingWatched();
  });
}
