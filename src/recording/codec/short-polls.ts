import { isDeepStrictEqual } from "node:util";
import { counterNames } from "../../api/endpoints/counters.ts";
import { wall } from "./fields.ts";

/** A line of a recording as JSON, before it is decoded. */
export interface LineJson {
  readonly [name: string]: unknown;
  readonly type?: unknown;
  readonly ts?: unknown;
  readonly id?: unknown;
  readonly run?: unknown;
  readonly client?: unknown;
  readonly elapsedMs?: unknown;
  readonly answeredAt?: unknown;
  readonly status?: unknown;
  readonly madeFile?: unknown;
}

/** What an answer repeats until it changes. */
const ofId = ["label", "tenant", "kind", "status", "start", "task", ...counterNames] as const;
const ofClient = ["intervalMs", "stallAfterMs"] as const;
/** What most readers of the lines want of each. */
const always = ["totalAccounts", "processedAccounts"] as const;

/**
 * Makes most polls of a recording short, and whole again. All lines of one run pass one of these,
 * in their order. A short poll leaves out what is as it was in the poll before of its id or client,
 * the tenant's clock and ours where they follow from `ts`, and how long the answer took, which
 * replay knows; a field that is gone is null. The first poll of an id, and one with another status,
 * is whole: it has a `status`. The run that made the file leaves out its name as well.
 */
export interface ShortPolls {
  readonly shorten: (line: LineJson) => LineJson;
  readonly lengthen: (line: LineJson) => LineJson;
}

interface OfClient {
  readonly fields: LineJson;
  /** The tenant's clock less ours, as far as its whole seconds tell. */
  readonly skewMs: number | undefined;
}

export function createShortPolls(): ShortPolls {
  let ids = new Map<string, LineJson>();
  let clients = new Map<number, OfClient>();
  /** The wall clock less `elapsed`. */
  let aheadMs = Number.NaN;
  let isUnnamed = false;

  function clientOf({ client = 0 }: LineJson): OfClient | undefined {
    return clients.get(Number(client));
  }

  /** Remembers a whole line. */
  function follow(line: LineJson): void {
    if (line.type === "recording") {
      ids = new Map();
      clients = new Map();
      isUnnamed = line.madeFile === true;
    }
    if (typeof line.elapsedMs === "number") aheadMs = msOf(line.ts) - line.elapsedMs;
    if (!isPoll(line)) return;
    ids.set(line.id, only(line, ofId));
    clients.set(Number(line.client ?? 0), {
      fields: only(line, ofClient),
      skewMs: skewAfter(clientOf(line)?.skewMs, msOf(line.ts), msOf(line.answeredAt)),
    });
  }

  function answeredAtOf(line: LineJson): unknown {
    const skewMs = clientOf(line)?.skewMs;
    return skewMs === undefined ? undefined : wall.write(wholeSecond(msOf(line.ts) + skewMs));
  }

  return {
    shorten(line) {
      const before = isPoll(line) && ids.get(line.id);
      const client = clientOf(line);
      const short = before &&
        client &&
        before.status === line.status && {
          ...only(line, ["v", "ts", "id", "type"]),
          ...only(line, always),
          ...changes(before, line, ofId),
          ...changes(client.fields, line, ofClient),
          ...(answeredAtOf(line) !== line.answeredAt && only(line, ["answeredAt"])),
          ...only(line, isUnnamed ? ["client"] : ["run", "client"]),
          ...(msOf(line.ts) - aheadMs !== line.elapsedMs && only(line, ["elapsedMs"])),
        };
      follow(line);
      return short || line;
    },
    lengthen(line) {
      const before = isPoll(line) && !("status" in line) && ids.get(line.id);
      const whole = before
        ? present({
            ...before,
            ...clientOf(line)?.fields,
            answeredAt: answeredAtOf(line),
            elapsedMs: msOf(line.ts) - aheadMs,
            ...line,
            status: before.status,
          })
        : line;
      follow(whole);
      return whole;
    },
  };
}

function isPoll(line: LineJson): line is LineJson & { readonly id: string } {
  return line.type === "poll" && typeof line.id === "string";
}

function msOf(moment: unknown): number {
  return typeof moment === "string" ? Date.parse(moment) : Number(moment);
}

function only(line: LineJson, names: readonly string[]): LineJson {
  return Object.fromEntries(
    names.flatMap((name) => (line[name] === undefined ? [] : [[name, line[name]]])),
  );
}

function changes(before: LineJson, after: LineJson, names: readonly string[]): LineJson {
  const changed = names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

/** Without what is gone; a status that is null was answered so. */
function present(line: LineJson): LineJson {
  return Object.fromEntries(
    Object.entries(line).filter(([name, value]) => name === "status" || value !== null),
  );
}

/** The tenant dates its answers in whole seconds. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

/** Moves the skew no further than the answer needs, so that it comes to fit most of them. */
function skewAfter(skewMs: number | undefined, ts: number, answeredAt: number): number {
  const least = answeredAt - ts;
  if (skewMs === undefined) return least;
  const expected = wholeSecond(ts + skewMs);
  if (expected === answeredAt) return skewMs;
  return expected < answeredAt ? least : least + 999;
}
