import * as v from "valibot";
import { safeText } from "../text/safe-text.ts";
import type { WatchedId } from "../watch/watch.ts";
import { UsageError } from "./usage-error.ts";

const longestId = 200;
const form = 'ID or ID=LABEL, for example 2c91808477a6b0c60177a81146b8110b="Workday HR"';

/** An id as the user gave it. */
export interface GivenId extends WatchedId {
  /** What stood in front of it: an environment of SailPoint's CLI, or a tenant's name. */
  readonly tenant?: string;
}

/**
 * Reads `ID`, `ID=LABEL`, `TENANT:ID` or `TENANT:ID=LABEL`. An id may be any text that a URL's path
 * can carry: the API gives 32 hexadecimal characters today.
 *
 * @throws UsageError
 */
export function readId(text: string): GivenId {
  const at = text.indexOf("=");
  const label = at < 0 ? "" : safeText(text.slice(at + 1));
  const place = at < 0 ? text : text.slice(0, at);
  const [, tenant, id = place] = /^\s*([A-Za-z\d][\w-]*):(.*)$/s.exec(place) ?? [];
  return {
    ...(tenant !== undefined && { tenant }),
    id: checkedId(id, text),
    label: label === "" ? undefined : label,
  };
}

/** @param given what the id stood in, for the error */
function checkedId(text: string, given = text): string {
  const id = text.trim();
  // "." and ".." would be taken as steps in the path, in whatever encoding.
  const isId = id !== "" && id.length <= longestId && id === safeText(id) && !/^\.{1,2}$/.test(id);
  if (isId && !/\s/.test(id)) return id;
  throw new UsageError(`"${safeText(given)}" is no aggregation id; give ${form}`);
}

/**
 * The ids of a list without repetitions, in their order; a label given anywhere is kept.
 */
export function withoutRepetitions(ids: readonly GivenId[]): readonly GivenId[] {
  const known = new Map<string, GivenId>();
  for (const one of ids) {
    const key = `${one.tenant ?? ""}:${one.id}`;
    const before = known.get(key);
    if (!before || before.label === undefined) known.set(key, one);
  }
  return [...known.values()];
}

/** What `load-accounts` answers, as far as it matters: the task's id is the aggregation's. */
const started = v.object({ task: v.object({ id: v.string() }) });
const startedList = v.union([
  v.pipe(
    started,
    v.transform((one) => [one]),
  ),
  v.pipe(v.array(started), v.minLength(1)),
]);

/**
 * Reads ids from a stream's text: a line each as on the command line, blank lines and lines that
 * begin with `#` left out; or what `load-accounts` answered, one JSON document, an array of them,
 * or one a line.
 *
 * @throws UsageError
 */
export function readIdList(input: string): readonly GivenId[] {
  // PowerShell writes a byte order mark.
  const text = input.replace(/^\uFEFF/, "");
  const whole = startedIds(text);
  if (whole) return whole;
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .flatMap((line) => {
      if (!/^[[{]/.test(line)) return [readId(line)];
      const ids = startedIds(line);
      if (ids) return ids;
      throw new UsageError(
        "the JSON on standard input is no answer of load-accounts: it has no task.id",
      );
    });
}

function startedIds(text: string): readonly GivenId[] | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), startedList), text);
  return parsed.success
    ? parsed.output.map(({ task }) => ({ id: checkedId(task.id), label: undefined }))
    : undefined;
}
