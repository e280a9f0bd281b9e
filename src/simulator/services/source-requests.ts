import { type Answer, errorAnswer, illegalValue, jsonAnswer } from "../http/answers.ts";
import type { Client } from "../gateway/clients.ts";
import { pageAnswer, readWindow } from "./list-answer.ts";
import { holds, type ListFilter, readFilter } from "./list-filter.ts";
import { sourceBody, type SimulatedSource } from "../state/sources.ts";

/** The fields and operators of filters; real tenants have more of both. */
const served: Readonly<Record<string, readonly string[]>> = {
  id: ["eq", "in", "sw", "isnull"],
  name: ["eq", "in", "sw", "co", "isnull"],
};

export function sourcesAnswer(
  sources: readonly SimulatedSource[],
  client: Client,
  query: URLSearchParams,
  trackingId: string,
): Answer {
  if (client.kind === "subadmin" && query.get("for-subadmin") !== "me") {
    return errorAnswer(403, trackingId);
  }
  const window = readWindow(query);
  const filter = readFilter(query.get("filters") ?? "");
  const sorter = query.get("sorters") ?? "name";
  if (!window || !filter || !/^-?name$/.test(sorter)) return errorAnswer(400, trackingId);
  const strange = filter.find(({ field, operator }) => !served[field]?.includes(operator));
  if (strange) {
    const text = `Filtering by ${strange.field} ${strange.operator} is not supported`;
    return illegalValue(text, trackingId);
  }
  const direction = sorter.startsWith("-") ? -1 : 1;
  const found = sources
    .filter((source) => isVisible(source, client) && matches(source, filter))
    .toSorted((one, other) => direction * one.name.localeCompare(other.name, "en"));
  return pageAnswer(found, window, sourceBody);
}

export function sourceAnswer(
  source: SimulatedSource | undefined,
  client: Client,
  trackingId: string,
): Answer {
  if (!source) return errorAnswer(404, trackingId);
  if (!isVisible(source, client)) return errorAnswer(403, trackingId);
  return jsonAnswer(200, sourceBody(source));
}

export function isVisible({ isSubadmins }: SimulatedSource, { kind }: Client): boolean {
  return kind !== "subadmin" || isSubadmins;
}

function matches({ id, name }: SimulatedSource, filter: ListFilter): boolean {
  return filter.every((condition) => holds(condition, condition.field === "id" ? id : name));
}
