import type { ClientState, Snapshot } from "../../watch/snapshot.ts";
import type { Watch } from "../../watch/watch.ts";
import type { Departure } from "../exit-code.ts";
import { type LineObject, lineObject, type Subject, wholeMs } from "./line-object.ts";
import { outcomeCounts } from "./outcome.ts";

/**
 * The first line of a watch: by whom, where and what.
 *
 * @param at milliseconds since the Unix epoch
 * @param version of the program
 */
export function watchingObject(
  at: number,
  version: string,
  { clients, watches }: Pick<Snapshot, "clients" | "watches">,
): LineObject {
  const [{ host, intervalMs }, ...others] = clients;
  return lineObject(at, undefined, "watching", {
    version,
    host,
    ids: watches.map(({ id, label, tenant }) => ({ id, label, tenant })),
    intervalMs: wholeMs(intervalMs),
    tenants: others.length === 0 ? undefined : clients.map(tenantFields),
  });
}

function tenantFields({ tenant, host, intervalMs }: ClientState) {
  return { tenant, host, intervalMs: wholeMs(intervalMs) };
}

/**
 * The last line of a watch: what it came to.
 *
 * @param at milliseconds since the Unix epoch
 * @param watches all that were watched
 * @param exitCode the program's
 */
export function summaryObject(
  at: number,
  watches: readonly Watch[],
  departure: Departure,
  exitCode: number,
): LineObject {
  return lineObject(at, undefined, "summary", {
    outcomes: outcomeCounts(watches),
    leftBy: departure.by,
    signal: departure.by === "signal" ? departure.signal : undefined,
    exitCode,
  });
}

/**
 * What `start --no-watch` has started.
 *
 * @param at milliseconds since the Unix epoch
 * @param subject its id, called by its source's name
 * @param ranAlready whether somebody else had started it before
 */
export function startedObject(
  at: number,
  subject: Subject,
  sourceId: string,
  ranAlready: boolean,
): LineObject {
  return lineObject(at, subject, "started", { sourceId, ranAlready });
}
