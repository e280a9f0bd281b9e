import { type Answer, errorAnswer, jsonAnswer, serviceError } from "../http/answers.ts";
import type { Aggregation } from "../state/aggregation.ts";
import type { SimulatedSource } from "../state/sources.ts";
import { readStartForm, type StartRequest } from "./start-form.ts";
import { startedBody } from "./task-body.ts";

/**
 * Answers a request to start an aggregation.
 *
 * @param start begins it, optimized or not
 */
export function loadAccountsAnswer(
  request: StartRequest,
  source: SimulatedSource,
  start: (isOptimized: boolean) => Aggregation,
  trackingId: string,
): Answer {
  const form = readStartForm(request);
  if (typeof form === "number") return errorAnswer(form, trackingId);
  if (source.columns) {
    const file = form.get("file");
    if (file === null) return errorAnswer(400, trackingId);
    const objection = objectionTo(file, source.columns);
    if (objection !== undefined) {
      return serviceError(400, "400.1.3 Illegal value", objection, trackingId);
    }
  }
  return jsonAnswer(202, startedBody(start(form.get("disableOptimization") !== "true")));
}

/** @returns what is wrong with the header of a CSV file; undefined if nothing is */
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
