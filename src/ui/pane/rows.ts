import { cutMiddle } from "../../text/columns.ts";
import { count, percentDone } from "../../text/count.ts";
import { duration } from "../../text/duration.ts";
import { fraction } from "../../text/progress-text.ts";
import { timeOfDay } from "../../text/time-of-day.ts";
import { conditionOf, conditionWord } from "../../watch/condition.ts";
import { accountsOf, deletionsOf, identitiesOf, type Progress } from "../../watch/progress.ts";
import { runningMs, type Watch } from "../../watch/watch.ts";
import { bar } from "../bar.ts";
import { justified, type Line, span } from "../line.ts";
import { isStale, type Scene } from "../scene.ts";
import { conditionRoles, type Role } from "../theme.ts";

/** From here on a row has room for whole words and a percentage. */
const wideColumns = 60;
const shortestCounts = 11;

/** The state's word, and what goes with it. */
export function stateRow(watch: Watch, more = ""): Line {
  const word = span(conditionWord(watch), conditionRoles[conditionOf(watch)]);
  return more === "" ? [word] : [word, span(`  ${more}`)];
}

/** What stands in the place of the bars where there is nothing to process. */
export const noChanges = "no accounts new, changed, deleted";

/** What the totals count, where there is room to say it. */
export function whatIsCounted({ counters }: Watch, columns: number): string {
  const accounts = accountsOf(counters);
  if (!accounts || columns < wideColumns) return "";
  return `${count(accounts.total)} new, changed or deleted (unchanged not counted)`;
}

/** The bars for accounts and identities, as far as their totals are known. */
export function progressRows(watch: Watch, scene: Scene, columns: number): readonly Line[] {
  const accounts = accountsOf(watch.counters);
  const identities = identitiesOf(watch.counters);
  const bars = [
    { progress: accounts, short: "acc", long: "accounts" },
    { progress: identities, short: "idn", long: "identities" },
  ];
  const shown = bars.flatMap(({ progress, ...names }) =>
    progress ? [{ progress, ...names }] : [],
  );
  const counts = countsColumns(
    shown.map(({ progress }) => progress),
    columns,
  );
  const role = valueRole(watch, scene);
  return shown.map(({ progress, short, long }) => {
    const name = columns >= wideColumns ? long.padEnd("identities".length) : short;
    return barRow(name, progress, counts, columns, role, watch.ending?.kind === "COMPLETED");
  });
}

/** The accounts as last seen, of an id that says nothing new any more. */
export function lastSeenRows(watch: Watch, columns: number): readonly Line[] {
  const progress = accountsOf(watch.counters);
  if (!progress) return [];
  return [barRow("last", progress, countsColumns([progress], columns), columns, "dim", false)];
}

/** `deleted 5 of 10 marked`, where accounts are marked for deletion. */
export function deletionRows(watch: Watch): readonly Line[] {
  const deletions = deletionsOf(watch.counters);
  if (!deletions || deletions.total === 0) return [];
  const { processed, total } = deletions;
  return [[span(`deleted ${count(processed)} of ${count(total)} marked`)]];
}

/** What SailPoint support asks for, where the tenant gave it. */
export function requestIdRows(requestId: string | undefined, columns: number): readonly Line[] {
  if (requestId === undefined) return [];
  const name = "request id ";
  return [[span(name + cutMiddle(requestId, columns - name.length), "dim")]];
}

/** For how long a live aggregation has been running, by the tenant's own times. */
export function runningRows(watch: Watch, scene: Scene): readonly Line[] {
  const ms = runningMs(watch, scene.now.elapsed);
  return ms === undefined ? [] : [[span(`running ${duration(ms)}`)]];
}

/** How long it took, and when it was over; `verb` is "took" or "ran". */
export function tookRows(
  verb: string,
  tookMs: number | undefined,
  at: number,
  columns: number,
): readonly Line[] {
  const took = tookMs === undefined ? "over when first asked" : `${verb} ${duration(tookMs)}`;
  return [justified([span(took)], [span(timeOfDay(at))], columns)];
}

function barRow(
  name: string,
  progress: Progress,
  countsWidth: number,
  columns: number,
  role: Role,
  isOver: boolean,
): Line {
  const counts = fraction(progress).padStart(countsWidth);
  const percent = isOver ? undefined : percentDone(progress.processed, progress.total);
  const share =
    columns < wideColumns ? "" : ` ${percent === undefined ? "   " : `${percent}%`.padStart(3)}`;
  const barColumns = columns - name.length - 1 - share.length - 1 - countsWidth;
  return [
    span(`${name} `),
    ...bar(progress, Math.max(0, barColumns), role),
    span(`${share} ${counts}`, role === "dim" ? "dim" : "text"),
  ];
}

/** Room for the counts as they will be in the end, so that columns do not move. */
function countsColumns(all: readonly Progress[], columns: number): number {
  const longest = all.map(({ processed, total }) => {
    const most = Math.max(processed, total);
    return fraction({ processed: most, total }).length;
  });
  return Math.min(Math.max(shortestCounts, ...longest), columns);
}

function valueRole(watch: Watch, scene: Scene): Role {
  return isStale(watch, scene) ? "dim" : conditionRoles[conditionOf(watch)];
}
