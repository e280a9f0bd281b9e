import { type Answer, errorAnswer, jsonAnswer } from "../http/answers.ts";
import { multipartFields } from "../http/multipart.ts";
import type { Client } from "../gateway/clients.ts";
import type { Aggregations } from "../state/aggregations.ts";
import type { SimulatedSource } from "../state/sources.ts";
import { isVisible } from "./source-requests.ts";
import type { StartRequest } from "./start-form.ts";
import { startedEntitlementsBody } from "./task-body.ts";

/** Starts an aggregation of the entitlements of `source`; undefined is an unknown source. */
export async function loadEntitlementsAnswer(
  { client, contentType, body }: StartRequest & { readonly client: Client },
  source: SimulatedSource | undefined,
  aggregations: Aggregations,
  trackingId: string,
): Promise<Answer> {
  if (!source) return errorAnswer(404, trackingId);
  if (!isVisible(source, client)) return errorAnswer(403, trackingId);
  const isForm = /^multipart\/form-data\b/i.test(contentType);
  // By the specification, for a content type without a body.
  if (contentType !== "" && body === "") return errorAnswer(500, trackingId);
  const fields = isForm ? await multipartFields(contentType, body) : new URLSearchParams();
  if (!fields || (body !== "" && !isForm)) return errorAnswer(isForm ? 400 : 415, trackingId);
  // The two paths of a start call the file differently.
  const hasFile = fields.has("file") || fields.has("csvFile");
  if (source.columns && !hasFile) return errorAnswer(400, trackingId);
  return jsonAnswer(202, startedEntitlementsBody(aggregations.start(source, true, "entitlement")));
}
