import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { createRecentFinder } from "../../api/endpoints/recent-aggregations.ts";
import { createSourceFinder } from "../../api/endpoints/sources.ts";
import { isOver } from "../../api/endpoints/task-status.ts";
import { type ListedTask, taskRunningMs } from "../../api/endpoints/tasks.ts";
import { sourceAddress } from "../../api/http/web-address.ts";
import { padEnd, width } from "../../text/columns.ts";
import { linked } from "../../text/hyperlink.ts";
import { hasLinks, type LinkChoice } from "../../ui/hyperlinks.ts";
import { duration } from "../../text/duration.ts";
import { dayAndMinute } from "../../text/time-of-day.ts";
import { jsonLines } from "../../output/json-lines.ts";
import { aggregationObject } from "../../output/ndjson/session-objects.ts";
import type { Client } from "../../client/client.ts";
import { kindLooks } from "../../wording/kinds.ts";
import { findSource } from "../lookup/find-source.ts";
import type { Host } from "../../process/host.ts";
import type { LookUpOptions } from "../tenant/open-clients.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { createPendingFinder, sayStuck, stuckFinder } from "../lookup/pending.ts";
import type { Pending } from "../lookup/stuck-tasks.ts";
import { withClients } from "../tenant/with-clients.ts";

export interface ListOptions extends LookUpOptions {
  readonly all: boolean;
  readonly source?: string;
  readonly output: "table" | "json" | "ndjson";
  readonly hyperlinks: LinkChoice;
}

/** How far `--all` looks back. */
const mostTasks = 300;

/**
 * `aggwatch list`: the aggregations that run now, or with `--all` the last ones, newest first. The
 * exit code is 0 also where there is none.
 */
export function listCommand(options: ListOptions, host: Host): Promise<Outcome> {
  host.lifetime.limit(options.timeout, host.clock);
  return withClients(options, [undefined], host, async ([{ client }]) => {
    const { tasks, stuck } = await find(options, client, host);
    const isStuck = (task: ListedTask) => stuck.includes(task);
    const { env, stdout } = host;
    const isLinking = hasLinks({ choice: options.hyperlinks, env, isTerminal: stdout.isTTY });
    const pageOf = ({ sourceId }: ListedTask) =>
      isLinking ? sourceAddress(client.tenant, sourceId) : undefined;
    const objects = () =>
      tasks.map((task) => aggregationObject(host.clock.now(), task, isStuck(task)));
    const lines =
      options.output === "table"
        ? tableLines(tasks, isStuck, pageOf)
        : jsonLines(objects(), options.output);
    for (const line of lines) host.stdout.write(`${line}\n`);
    for (const task of stuck) sayStuck(task, host);
    if (tasks.length === 0) host.stderr.write(`aggwatch: ${noneText(options)}\n`);
    return nothingWatched();
  });
}

async function find(
  { all, source }: ListOptions,
  client: Client,
  host: Host,
): Promise<Pick<Pending, "stuck"> & { readonly tasks: readonly ListedTask[] }> {
  const { api } = client;
  const sourceId =
    source === undefined ? undefined : (await findSource(createSourceFinder(api), source)).id;
  if (all) {
    const tasks = await createRecentFinder(api, sourceId, mostTasks, aggregationKinds)();
    const { stuck } = await stuckFinder(client, host)(tasks.filter((task) => !isOver(task)));
    return { tasks, stuck };
  }
  const isWanted = (task: ListedTask) => sourceId === undefined || task.sourceId === sourceId;
  const { running, stuck } = await createPendingFinder(
    client,
    host,
    undefined,
    aggregationKinds,
  )(isWanted);
  const tasks = [...running, ...stuck].toSorted(
    (one, other) => (other.created ?? 0) - (one.created ?? 0),
  );
  return { tasks, stuck };
}

function noneText({ all, source }: ListOptions): string {
  const which = source === undefined ? "" : " of that source";
  if (all) return `no aggregation${which} was found; aggwatch start SOURCE starts one`;
  return `no aggregation${which} runs now; --all lists those that are over`;
}

function tableLines(
  tasks: readonly ListedTask[],
  isStuck: (task: ListedTask) => boolean,
  pageOf: (task: ListedTask) => string | undefined,
): readonly string[] {
  if (tasks.length === 0) return [];
  const hasKinds = tasks.some(({ kind }) => kind === "entitlement");
  const titles = ["ID", "SOURCE", ...(hasKinds ? ["KIND"] : []), "STARTED", "STATE", "DURATION"];
  const rows = [titles, ...tasks.map((task) => row(task, isStuck(task), hasKinds))];
  const columns = titles
    .slice(0, -1)
    .map((_, column) => Math.max(...rows.map((cells) => width(cells[column] ?? ""))));
  return rows.map((cells, index) => {
    const task = tasks[index - 1];
    const padded = cells.map((cell, column) => padEnd(cell, columns[column] ?? width(cell)));
    const [id = "", source = "", ...others] = padded;
    const name = source.trimEnd();
    const page = task && name !== "" ? pageOf(task) : undefined;
    const cell = linked(name, page) + source.slice(name.length);
    return [id, cell, ...others].join("  ").trimEnd();
  });
}

function row(task: ListedTask, isStuck: boolean, hasKinds: boolean): readonly string[] {
  const { id, kind = "account", sourceName = "", created, completionStatus } = task;
  const pending = isStuck ? "STUCK" : "RUNNING";
  const state = isOver(task) ? (completionStatus ?? "OVER") : pending;
  const ms = taskRunningMs(task);
  const time = ms === undefined ? "" : duration(ms);
  const kinds = hasKinds ? [kindLooks[kind].plural] : [];
  return [
    id,
    sourceName,
    ...kinds,
    created === undefined ? "" : dayAndMinute(created),
    state,
    time,
  ];
}
