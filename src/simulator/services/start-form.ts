import * as v from "valibot";
import { multipartFields } from "../http/multipart.ts";

export interface StartRequest {
  readonly contentType: string;
  readonly body: string;
  readonly query: URLSearchParams;
}

/** A number is the HTTP status of a refusal. */
export type StartForm = URLSearchParams | 400 | 415 | 500;

const jsonFields = v.pipe(
  v.string(),
  v.parseJson(),
  v.check((value) => !Array.isArray(value)),
  v.looseObject({ disableOptimization: v.optional(v.unknown()) }),
);

/** Reads the fields of a start from where public clients put them: a form or JSON, else the query. */
export async function readStartForm(request: StartRequest): Promise<StartForm> {
  const { contentType, body, query } = request;
  const form = await formOf(
    contentType.split(";")[0]?.trim().toLowerCase() ?? "",
    contentType,
    body,
  );
  if (typeof form === "number") return form;
  const isSaid = form.has("disableOptimization") || !query.has("disableOptimization");
  if (!isSaid) form.append("disableOptimization", query.get("disableOptimization") ?? "");
  return form;
}

async function formOf(mediaType: string, contentType: string, body: string): Promise<StartForm> {
  switch (mediaType) {
    case "multipart/form-data": {
      const form = await multipartFields(contentType, body);
      // Real tenants answer 500 to a form without fields.
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
