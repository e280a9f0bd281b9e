import * as v from "valibot";
import { byName, type TotalName, totalNames } from "../api/endpoints/counters.ts";
import { jsonLine } from "../text/ci-commands.ts";
import { safeText } from "../text/safe-text.ts";
import type { Ending } from "../watch/model/ending.ts";
import type { WatchedId } from "../watch/model/watch.ts";
import { amount, courseJson, courseSchemas, noCourse, type RunCourse } from "./course-of-run.ts";
import { type TaskOutcome, taskOutcomes } from "../watch/model/verdict.ts";

/** One watched aggregation. No token, message of the API or account can get into a history. */
export interface Run extends Readonly<Record<TotalName, number | undefined>>, RunCourse {
  /** When its end was seen; milliseconds since the Unix epoch. */
  readonly endedAt: number;
  readonly tenant: string;
  readonly id: string;
  /** Left out for one of accounts. */
  readonly kind?: WatchedId["kind"] | undefined;
  /** The label, by which the runs of a source are found. */
  readonly source: string | undefined;
  readonly ending: Ending["kind"];
  readonly verdict: TaskOutcome | undefined;
  /** Undefined unless all of it was seen; so is `processingMs`. */
  readonly collectingMs: number | undefined;
  readonly processingMs: number | undefined;
  /** From start to end; undefined if joined too late. */
  readonly tookMs: number | undefined;
}

const version = 1;

/** Whether the API itself reports such an end. */
export const isSaid: Readonly<Record<Run["ending"], boolean>> = {
  COMPLETED: true,
  CANCELLED: true,
  TERMINATED: true,
  FAILED: true,
  EXPIRED: false,
  NOT_FOUND: false,
  GIVEN_UP: false,
  REFUSED: false,
  SIGN_IN_REFUSED: false,
};

const word = v.pipe(v.string(), v.transform(safeText), v.minLength(1));

const record = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    v: v.literal(version),
    endedAt: v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), v.number()),
    tenant: word,
    id: word,
    kind: v.fallback(v.optional(v.literal("entitlement")), undefined),
    source: v.fallback(v.optional(word), undefined),
    ending: v.picklist(Object.keys(isSaid) as Run["ending"][]),
    verdict: v.fallback(v.optional(v.picklist(taskOutcomes)), undefined),
    collectingMs: amount,
    processingMs: amount,
    tookMs: amount,
    ...byName(totalNames, () => amount),
    ...courseSchemas,
  }),
);

export function formatRun(run: Run): string {
  return jsonLine({
    // First, for `parseRuns`.
    v: version,
    endedAt: new Date(run.endedAt).toISOString(),
    tenant: run.tenant,
    id: run.id,
    kind: run.kind,
    source: run.source,
    ending: run.ending,
    verdict: run.verdict,
    collectingMs: run.collectingMs,
    processingMs: run.processingMs,
    tookMs: run.tookMs,
    ...byName(totalNames, (name) => run[name]),
    ...courseJson(run),
  });
}

/**
 * Reads the lines of `formatRun` and skips all others: cut off by a crash, of another version or
 * program. A record that was cut off has no line end, so the next one follows on the same line.
 * Quotation marks in texts are escaped, so `{"v":` is always the beginning of a record.
 */
export function parseRuns(text: string): readonly Run[] {
  return text.split(/\n|(?=\{"v":)/).flatMap((line) => {
    const parsed = v.safeParse(record, line);
    if (!parsed.success) return [];
    const { v: _, ...run } = parsed.output;
    return [{ ...nothingMore, ...run }];
  });
}

/** What need not be known of a run. */
export const nothingMore = {
  source: undefined,
  verdict: undefined,
  collectingMs: undefined,
  processingMs: undefined,
  tookMs: undefined,
  ...byName(totalNames, () => undefined),
  ...noCourse,
};
