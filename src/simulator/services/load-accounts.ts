import { type Answer, errorAnswer, illegalValue, jsonAnswer } from "../http/answers.ts";
import type { Client } from "../gateway/clients.ts";
import type { Aggregations } from "../state/aggregations.ts";
import type { SimulatedSource } from "../state/sources.ts";
import { isVisible } from "./source-requests.ts";
import { readStartForm, type StartRequest } from "./start-form.ts";
import { startedBody } from "./task-body.ts";

/** Starts an aggregation of `source`; undefined is an unknown source. */
export async function loadAccountsAnswer(
  request: StartRequest & { readonly client: Client },
  source: SimulatedSource | undefined,
  aggregations: Aggregations,
  trackingId: string,
): Promise<Answer> {
  if (!source) return errorAnswer(404, trackingId);
  if (!isVisible(source, request.client)) return errorAnswer(403, trackingId);
  const form = await readStartForm(request);
  if (typeof form === "number") return errorAnswer(form, trackingId);
  if (source.columns) {
    const file = form.get("file");
    if (file === null) return errorAnswer(400, trackingId);
    const objection = objectionTo(file, source.columns);
    if (objection !== undefined) return illegalValue(objection, trackingId);
  }
  const isOptimized = form.get("disableOptimization") !== "true";
  return jsonAnswer(202, startedBody(aggregations.start(source, isOptimized)));
}

function objectionTo(file: string, columns: readonly string[]): string | undefined {
  const header = file.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  const given = header.split(",").map((column) => column.trim().replace(/^"(.*)"$/, "$1"));
  const unknown = given.filter((column) => !columns.includes(column));
  const missing = columns.filter((column) => !given.includes(column));
  if (unknown.length === 0 && missing.length === 0) return undefined;
  return (
    `Column: "[${unknown.join(", ")}]" is unknown and/or ` +
    `column: "[${missing.join(", ")}]" is missing`
  );
}
