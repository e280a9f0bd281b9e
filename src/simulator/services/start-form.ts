import * as v from "valibot";
import { multipartFields } from "../http/multipart.ts";

/** A request for a start, as far as it matters. */
export interface StartRequest {
  readonly contentType: string;
  readonly body: string;
  readonly query: URLSearchParams;
}

/** What came of reading one; a number is the HTTP status of its refusal. */
export type StartForm = URLSearchParams | 400 | 415 | 500;

const jsonFields = v.pipe(
  v.string(),
  v.parseJson(),
  v.check((value) => !Array.isArray(value)),
  v.looseObject({ disableOptimization: v.optional(v.unknown()) }),
);

/**
 * Reads how an aggregation is to be started, from wherever public clients say it: a multipart or
 * urlencoded form, JSON, the query, or nowhere, which is as good. The body goes first.
 */
export function readStartForm({ contentType, body, query }: StartRequest): StartForm {
  const form = formOf(contentType.split(";")[0]?.trim().toLowerCase() ?? "", contentType, body);
  if (typeof form === "number") return form;
  const isSaid = form.has("disableOptimization") || !query.has("disableOptimization");
  if (!isSaid) form.append("disableOptimization", query.get("disableOptimization") ?? "");
  return form;
}

function formOf(mediaType: string, contentType: string, body: string): StartForm {
  switch (mediaType) {
    case "multipart/form-data": {
      const form = multipartFields(contentType, body);
      // A form without a single field has been seen to be answered so.
      return form && form.size > 0 ? form : 500;
    }
    case "application/x-www-form-urlencoded":
      return new URLSearchParams(body);
    case "application/json":
      return body.trim() === "" ? new URLSearchParams() : jsonForm(body);
    default:
      return body === "" ? new URLSearchParams() : 415;
  }
}

function jsonForm(body: string): StartForm {
  const parsed = v.safeParse(jsonFields, body);
  if (!parsed.success) return 400;
  const { disableOptimization } = parsed.output;
  const isSaid =
    typeof disableOptimization === "string" || typeof disableOptimization === "boolean";
  return new URLSearchParams(isSaid ? { disableOptimization: `${disableOptimization}` } : {});
}
