import { lastAggregations } from "../../api/endpoints/last-aggregations.ts";
import type { Source } from "../../api/endpoints/source.ts";
import { createSourceFinder } from "../../api/endpoints/sources.ts";
import { isOver } from "../../api/endpoints/task-status.ts";
import { sourceAddress } from "../../api/http/web-address.ts";
import type { Client } from "../../client/client.ts";
import { nothingExitCode, unseenExitCode } from "../../exit/exit-code.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { readHistory } from "../../history/file.ts";
import { type LastRun, lastRunsOf } from "../../history/last-runs.ts";
import type { Run } from "../../history/run.ts";
import { findingOf, type SourceFinding, type SourceRules } from "../../history/source-check.ts";
import { jsonDocument } from "../../output/json-document.ts";
import { lineOf } from "../../output/ndjson/line-object.ts";
import { sourceObject } from "../../output/ndjson/source-object.ts";
import { sourcesTable } from "../../output/sources-table.ts";
import type { Host } from "../../process/host.ts";
import { duration } from "../../text/duration.ts";
import { hasLinks, type LinkChoice } from "../../ui/hyperlinks.ts";
import { chooseSources } from "../lookup/choose-sources.ts";
import { sayStuck, stuckFinder } from "../lookup/pending.ts";
import type { LookUpOptions } from "../tenant/open-clients.ts";
import { withClients } from "../tenant/with-clients.ts";

export interface SourcesOptions extends LookUpOptions, SourceRules {
  readonly output: "table" | "ndjson" | "json";
  readonly hyperlinks: LinkChoice;
}

/** A check that fails. */
const failsExitCode = 1;

/**
 * `aggwatch sources [SOURCE...]`: the last account aggregation of each source. With `--older-than` or
 * `--failed` it is a check: only the sources that fail it are shown, and the exit code is 1 where
 * there are any, 3 where the tasks were not read far enough back to know, else 0.
 */
export function sourcesCommand(
  wanted: readonly string[],
  options: SourcesOptions,
  host: Host,
): Promise<Outcome> {
  host.lifetime.limit(options.timeout, host.clock);
  return withClients(options, [undefined], host, async ([{ client }]) => {
    const all = await createSourceFinder(client.api).all();
    const sources = chooseSources(all, wanted);
    const { runs, now } = await look(sources, client, host);
    const isCheck = options.failed || options.olderThan !== undefined;
    const judged = runs.map((run) => ({
      run,
      finding: isCheck ? findingOf(run, now, options) : undefined,
    }));
    const shown = judged.filter(({ finding }) => finding !== "passes");
    write(shown, options, client, host);
    if (sources.length === 0) {
      const none = `no source at ${client.tenant.host}, or this user may see none`;
      host.stderr.write(`aggwatch: ${none}\n`);
      return nothingWatched(nothingExitCode);
    }
    if (!isCheck) return nothingWatched();
    const findings = shown.map(({ finding }) => finding);
    say(findings, sources.length, options, host);
    return nothingWatched(
      ...(findings.includes("fails") ? [failsExitCode] : []),
      ...(findings.includes("unknown") ? [unseenExitCode] : []),
    );
  });
}

/** Reads the tasks of the sources and the history; names stuck tasks on stderr. */
async function look(
  sources: readonly Source[],
  client: Client,
  host: Host,
): Promise<{ readonly runs: readonly LastRun[]; readonly now: number }> {
  const ids = new Set(sources.map(({ id }) => id));
  const listed = await lastAggregations(client.api, [...ids]);
  const tasks = listed.tasks.filter(({ sourceId = "" }) => ids.has(sourceId));
  const { stuck } = await stuckFinder(client, host)(tasks.filter((task) => !isOver(task)));
  for (const task of stuck) sayStuck(task, host);
  const now = Math.max(...tasks.map(({ answeredAt }) => answeredAt)) || host.clock.now();
  const tenant = client.tenant.host;
  const kept = await keptRuns(tenant, host);
  return { runs: lastRunsOf(sources, { ...listed, tasks, stuck, kept, tenant, now }), now };
}

async function keptRuns(tenant: string, host: Host): Promise<readonly Run[]> {
  const folder = await host.historyFolder();
  if (folder === undefined) return [];
  const { runs, problem } = await readHistory(folder);
  if (problem !== undefined) host.stderr.write(`aggwatch: ${problem}\n`);
  return runs.filter((run) => run.tenant === tenant);
}

interface Judged {
  readonly run: LastRun;
  readonly finding: SourceFinding | undefined;
}

function write(
  shown: readonly Judged[],
  { output, hyperlinks }: SourcesOptions,
  client: Client,
  { stdout, env, clock }: Host,
): void {
  const isTerminal = stdout.isTTY;
  const isLinking = hasLinks({ choice: hyperlinks, env, isTerminal });
  const pageOf = ({ source }: LastRun) =>
    isLinking ? sourceAddress(client.tenant, source.id) : undefined;
  const objects = () => shown.map(({ run, finding }) => sourceObject(clock.now(), run, finding));
  const room = isTerminal ? stdout.columns || 80 : Number.POSITIVE_INFINITY;
  const runs = shown.map(({ run }) => run);
  const lines = {
    table: () => sourcesTable(runs, room, pageOf),
    ndjson: () => objects().map(lineOf),
    json: () => [jsonDocument(objects())],
  };
  for (const line of lines[output]()) stdout.write(`${line}\n`);
}

/** A check that passes writes nothing but on a terminal, since cron mails what is written. */
function say(
  findings: readonly (SourceFinding | undefined)[],
  sources: number,
  { failed, olderThan }: SourceRules,
  { stdout, stderr }: Host,
): void {
  const of = sources === 1 ? "1 source" : `${sources} sources`;
  const age = olderThan === undefined ? [] : [`older than ${duration(olderThan)}`];
  const what = [...age, ...(failed ? ["failed"] : [])].join(" or ");
  if (findings.length === 0) {
    if (stdout.isTTY) stderr.write(`aggwatch: the last run of none of ${of} is ${what}\n`);
    return;
  }
  const unknown = findings.filter((finding) => finding === "unknown").length;
  const fails = findings.length - unknown;
  if (fails > 0) stderr.write(`aggwatch: ${fails} of ${of}: last run ${what}\n`);
  if (unknown > 0) {
    stderr.write(
      `aggwatch: ${unknown} of ${of}: not known, the tasks were not read that far back\n`,
    );
  }
}
