import type { Reading } from "./reading.ts";
import { UsageError } from "../system/usage-error.ts";
import { labelOf } from "./words.ts";
import { idOf } from "./id-form.ts";
import { notAnId, type Place } from "./not-an-id.ts";

const wrappers = ["tasks", "aggregations", "items", "results", "data", "value", "body", "ids"];
const idFields = ["accountAggregationId", "aggregationId", "taskId", "id"];
const sourceFields = ["connector", "connectorId", "connectorName", "connectorClass"];
const mostDepth = 6;
const nothing: Reading = { ids: [], others: 0 };

/**
 * Reads an answer of `load-accounts`, a task, aggwatch's own NDJSON, objects with an id, ids, and
 * lists of these. Throws UsageError where a part has no id.
 */
export function idsInJson(value: unknown, place: Place, depth = 0): Reading {
  if (typeof value === "string") return one(value, undefined, place);
  if (depth > mostDepth || typeof value !== "object" || value === null) throw noId();
  if (Array.isArray(value)) {
    const all = value.map((inner) => idsInJson(inner, place, depth + 1));
    return {
      ids: all.flatMap(({ ids }) => ids),
      others: all.reduce((sum, { others }) => sum + others, 0),
    };
  }
  const fields = new Map(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]));
  const field = (name: string): unknown => fields.get(name.toLowerCase());
  const inside = (name: string) => idsInJson(field(name), place, depth + 1);
  const isOurs = typeof field("v") === "number" && typeof field("type") === "string";
  if (isOurs && field("id") === null) return fields.has("ids") ? inside("ids") : nothing;
  if (fields.has("task")) {
    const { ids, others } = inside("task");
    // A task's name is the same for all tasks of its kind.
    return { ids: ids.map(({ id }) => ({ id, label: undefined })), others };
  }
  if (sourceFields.some((name) => fields.has(name))) {
    throw new UsageError(
      "the JSON describes a source, not an aggregation; to watch it: aggwatch --source NAME",
    );
  }
  if (isOtherTask(field("uniqueName"), field("taskDefinitionSummary"))) {
    return { ...nothing, others: 1 };
  }
  const idField = idFields.find((name) => typeof field(name) === "string");
  if (idField !== undefined) {
    const label = field("label") ?? (fields.has("type") ? undefined : field("name"));
    return one(String(field(idField)), label, place);
  }
  const wrapper = wrappers.find((name) => typeof field(name) === "object" && field(name) !== null);
  if (wrapper !== undefined) return inside(wrapper);
  throw noId();
}

function one(text: string, label: unknown, place: Place): Reading {
  const id = idOf(text.trim());
  if (id === undefined) throw notAnId(text, place);
  return {
    ...nothing,
    ids: [{ id, label: typeof label === "string" ? labelOf(label) : undefined }],
  };
}

/** One name is enough for an account aggregation; a task without names may be one. */
function isOtherTask(uniqueName: unknown, definition: unknown): boolean {
  const summary =
    typeof definition === "object" && definition !== null && "uniqueName" in definition
      ? definition.uniqueName
      : undefined;
  const names = [uniqueName, summary].filter((name) => typeof name === "string" && name !== "");
  return names.length > 0 && !names.some((name) => String(name).startsWith("Cloud Account Agg"));
}

function noId(): UsageError {
  return new UsageError(
    "no aggregation in the JSON: it has no task.id, as load-accounts returns, and no id of a task",
  );
}
