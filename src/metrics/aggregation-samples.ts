import { outcomeName, stateOf } from "../output/ndjson/outcome.ts";
import { accountsOf, deletionsOf, identitiesOf } from "../watch/forecast/progress.ts";
import { outlook } from "../watch/forecast/outlook.ts";
import { knownEnding } from "../watch/model/known-ending.ts";
import type { Moment } from "../watch/model/moment.ts";
import { kindOf, runningMs } from "../watch/model/watch.ts";
import type { FamilyName, Sample } from "./families.ts";
import type { Listed } from "./shown.ts";

/** The samples of one aggregation. What is not known has none. */
export function aggregationSamples(
  { watch, tenant, intervalMs }: Listed,
  { elapsed }: Pick<Moment, "elapsed">,
): readonly Sample[] {
  const { id, label: source = "", counters, start, lastAnswer, ending, forecast } = watch;
  const labels = { tenant, source, kind: kindOf(watch), id };
  const samples: Sample[] = [];

  function add(family: FamilyName, value: number | undefined, more?: Sample["labels"]): void {
    if (value === undefined || !Number.isFinite(value)) return;
    samples.push({ family, labels: more ? { ...labels, ...more } : labels, value });
  }

  add("aggwatch_aggregation_state", 1, { state: stateOf(watch) });
  const [accounts, identities] = [accountsOf(counters), identitiesOf(counters)];
  const items = { accounts, identities, deletions: deletionsOf(counters) };
  for (const [item, progress] of Object.entries(items)) {
    add("aggwatch_aggregation_processed_items", progress?.processed, { item });
    add("aggwatch_aggregation_expected_items", progress?.total, { item });
  }
  const main = [accounts, identities].find((progress) => progress?.total);
  add("aggwatch_aggregation_progress_ratio", main && Math.min(1, main.processed / main.total));
  add("aggwatch_aggregation_start_timestamp_seconds", seconds(start));
  if (ending) {
    const tookMs = "tookMs" in ending ? ending.tookMs : undefined;
    add("aggwatch_aggregation_running_seconds", seconds(tookMs));
    add("aggwatch_aggregation_end_timestamp_seconds", seconds(ending.at), {
      outcome: outcomeName(ending),
    });
    return samples;
  }
  add("aggwatch_aggregation_running_seconds", seconds(runningMs(watch, elapsed)));
  // Its result is being checked: its status is not polled any more.
  if (knownEnding(watch)) return samples;
  const view = outlook(forecast, elapsed, intervalMs);
  add("aggwatch_aggregation_items_per_second", view.perSecond, { item: view.rateOf });
  add("aggwatch_aggregation_left_seconds", seconds(view.leftMs));
  add("aggwatch_aggregation_left_least_seconds", seconds(view.rangeMs?.low));
  add("aggwatch_aggregation_left_most_seconds", seconds(view.rangeMs?.high));
  add("aggwatch_aggregation_stalled", forecast.stalledMs === undefined ? 0 : 1);
  const ageMs = lastAnswer && elapsed - lastAnswer.elapsed;
  add("aggwatch_aggregation_data_age_seconds", seconds(ageMs));
  return samples;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}
