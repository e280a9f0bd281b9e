import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { createSourceFinder } from "../../api/endpoints/sources.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Client } from "../../client/client.ts";
import { leftExitCode } from "../../exit/exit-code.ts";
import { nothingWatched, type Outcome, outcomeOf } from "../../exit/outcome.ts";
import type { Host } from "../../process/host.ts";
import { listenForQuit } from "../../process/quit-key.ts";
import { findSource } from "../lookup/find-source.ts";
import { createIdleRule, newestFinder } from "../lookup/idle.ts";
import { createPendingFinder, sayStuck } from "../lookup/pending.ts";
import { waitUntilIdle } from "../lookup/wait-until-idle.ts";
import { writeLastObject } from "../session/summary.ts";
import type { LookUpOptions } from "../tenant/open-clients.ts";
import { withClients } from "../tenant/with-clients.ts";
import { type IdleReport, type IdleReportOptions, openIdleReport } from "../wait/idle-report.ts";

export interface WaitOptions extends LookUpOptions, IdleReportOptions {
  /** Names or ids; none for all. */
  readonly source: readonly string[];
  /** For how long nothing may run, in milliseconds. */
  readonly idle: number;
}

/**
 * `aggwatch wait [--source NAME]...`: ends once no aggregation of the tenant, or of these sources,
 * has run for as long as `--idle` says.
 */
export async function waitCommand(options: WaitOptions, host: Host): Promise<Outcome> {
  const { lifetime, clock } = host;
  lifetime.limit(options.timeout, clock);
  const stops = [
    host.onOutputClosed((problem) => lifetime.leave({ by: "pipe", isLost: problem !== undefined })),
    listenForQuit(host),
  ];
  try {
    const reached = await outcomeOf(() => wait(options, host), lifetime);
    const { by } = reached.departure;
    const isLeft = by === "quit" || by === "pipe";
    const besides = isLeft ? [...reached.besides, leftExitCode] : reached.besides;
    const outcome = { ...reached, besides, clock };
    if (options.output === "ndjson") await writeLastObject(outcome, host);
    return outcome;
  } finally {
    for (const stop of stops) stop();
  }
}

function wait(options: WaitOptions, host: Host): Promise<Outcome> {
  return withClients(options, [undefined], host, async ([{ client }]) => {
    const { clock, lifetime } = host;
    const isWanted = await wantedTasks(options.source, client);
    const rule = createIdleRule(options.idle, newestFinder(client, isWanted), clock);
    const report = await openIdleReport(client.tenant.host, options, host);
    const look = runningFinder(client, host, isWanted);
    try {
      await waitUntilIdle(look, rule, report, clock, lifetime.signal);
    } catch (error) {
      sayLeft(report, host);
      throw error;
    }
    report.idle(options.idle);
    return nothingWatched();
  });
}

/** All are found before the wait begins. */
async function wantedTasks(
  names: readonly string[],
  { api }: Client,
): Promise<(task: ListedTask) => boolean> {
  if (names.length === 0) return () => true;
  const finder = createSourceFinder(api);
  const sourceIds = new Set<string | undefined>();
  for (const name of names) sourceIds.add((await findSource(finder, name)).id);
  return ({ sourceId }) => sourceIds.has(sourceId);
}

/** What is stuck does not count, and is named once. */
function runningFinder(
  client: Client,
  host: Host,
  isWanted: (task: ListedTask) => boolean,
): () => Promise<readonly ListedTask[]> {
  const find = createPendingFinder(client, host, undefined, aggregationKinds);
  const said = new Set<string>();
  return async () => {
    const { running, stuck } = await find(isWanted);
    for (const task of stuck.filter(({ id }) => !said.has(id))) sayStuck(task, host);
    for (const { id } of stuck) said.add(id);
    return running;
  };
}

/** What was still running when the time was over. */
function sayLeft({ left }: IdleReport, { lifetime, stderr }: Host): void {
  const text = lifetime.departure().by === "timeout" ? left() : undefined;
  if (text !== undefined) stderr.write(`aggwatch: ${text}\n`);
}
