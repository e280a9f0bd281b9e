import type { AggregationKind } from "../api/endpoints/aggregation-kind.ts";
import { isBad } from "../watch/model/verdict.ts";
import type { Ending } from "../watch/model/ending.ts";
import type { Run } from "../history/run.ts";
import { mostSources } from "./shown.ts";

/** When an aggregation of a source last worked; milliseconds since the Unix epoch. */
export interface Success {
  readonly host: string;
  readonly source: string;
  readonly kind: AggregationKind;
  readonly at: number;
}

/** The last success of each source, by host, name and kind; the one longest ago first. */
export type LastSuccesses = ReadonlyMap<string, Success>;

/** Of too many sources, the one that worked longest ago leaves. */
export function withSuccess(
  all: LastSuccesses,
  success: Success,
  most = mostSources,
): LastSuccesses {
  const { host, source, kind, at } = success;
  const key = JSON.stringify([host, source, kind]);
  const before = all.get(key);
  if (before && before.at >= at) return all;
  const others = [...all].filter(([one]) => one !== key);
  const place = others.findLastIndex(([, one]) => one.at <= at) + 1;
  return new Map(others.toSpliced(place, 0, [key, success]).slice(-most));
}

/** When an ended aggregation worked; undefined where it did not, or is not known to have. */
export function succeededAt(ending: Ending): number | undefined {
  if (ending.kind !== "COMPLETED" || isBad(ending.verdict)) return undefined;
  return ending.taskEndedAt ?? ending.at;
}

/** What the history of earlier runs knows. */
export function successesOf(runs: readonly Run[]): readonly Success[] {
  return runs.flatMap((run): readonly Success[] => {
    const { tenant: host, source, kind = "account", ending, verdict, endedAt: at } = run;
    const isGood = ending === "COMPLETED" && !isBad(verdict && { kind: verdict });
    return isGood && source !== undefined ? [{ host, source, kind, at }] : [];
  });
}
