import * as v from "valibot";
import { byName, type TotalName, totalNames } from "../api/endpoints/counters.ts";
import { jsonLine } from "../text/ci-commands.ts";
import { safeText } from "../text/safe-text.ts";
import type { Ending } from "../watch/model/ending.ts";
import { type TaskOutcome, taskOutcomes } from "../watch/model/verdict.ts";

/**
 * What is kept of one watched aggregation. These fields are all there is: no token, no message of
 * the API and no account can get into a history.
 */
export interface Run extends Readonly<Record<TotalName, number | undefined>> {
  /** When we saw the end; milliseconds since the Unix epoch. */
  readonly endedAt: number;
  /** The tenant's host. */
  readonly tenant: string;
  readonly id: string;
  /** The user's label, by which the runs of one source are told; undefined where there was none. */
  readonly source: string | undefined;
  readonly ending: Ending["kind"];
  /** What its task said of it; undefined where nobody asked, or it did not tell. */
  readonly verdict: TaskOutcome | undefined;
  /** How long the source was read; undefined where nobody saw all of it. */
  readonly collectingMs: number | undefined;
  /** How long accounts and identities were processed; undefined where nobody saw all of it. */
  readonly processingMs: number | undefined;
  /** From the start to the end; undefined where we came too late. */
  readonly tookMs: number | undefined;
}

const version = 1;

/** Whether the API itself said that an aggregation ended so. */
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

/** A number that cannot be is as if it were absent. */
const amount = v.fallback(
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  undefined,
);

const record = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    v: v.literal(version),
    endedAt: v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), v.number()),
    tenant: word,
    id: word,
    source: v.fallback(v.optional(word), undefined),
    ending: v.picklist(Object.keys(isSaid) as Run["ending"][]),
    verdict: v.fallback(v.optional(v.picklist(taskOutcomes)), undefined),
    collectingMs: amount,
    processingMs: amount,
    tookMs: amount,
    ...byName(totalNames, () => amount),
  }),
);

/** The run as one line of JSON, without its end; what is unknown is left out. */
export function formatRun(run: Run): string {
  return jsonLine({
    // First, so that every record begins alike: see `parseRuns`.
    v: version,
    endedAt: new Date(run.endedAt).toISOString(),
    tenant: run.tenant,
    id: run.id,
    source: run.source,
    ending: run.ending,
    verdict: run.verdict,
    collectingMs: run.collectingMs,
    processingMs: run.processingMs,
    tookMs: run.tookMs,
    ...byName(totalNames, (name) => run[name]),
  });
}

/**
 * Reads what `formatRun` wrote. Whatever else there is (lines cut off by a crash, of another
 * version, of another program) is skipped.
 *
 * A record cut off has no line end, so the next one stands behind it on the same line. Within a
 * record every quotation mark of a text is escaped, so `{"v":` is only ever a record's beginning.
 *
 * @param text of a file
 * @returns in the order of the text
 */
export function parseRuns(text: string): readonly Run[] {
  return text.split(/\n|(?=\{"v":)/).flatMap((line) => {
    const parsed = v.safeParse(record, line);
    if (!parsed.success) return [];
    const { v: _, ...run } = parsed.output;
    return [{ ...unknown, ...run }];
  });
}

/** Every field that a record may leave out. */
const unknown = {
  source: undefined,
  verdict: undefined,
  collectingMs: undefined,
  processingMs: undefined,
  tookMs: undefined,
  ...byName(totalNames, () => undefined),
};
