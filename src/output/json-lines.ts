import { jsonDocument } from "./json-document.ts";
import { type LineObject, lineOf } from "./ndjson/line-object.ts";

/** Objects as one document with an array of them, or each on a line; without the last line's end. */
export function jsonLines(
  objects: readonly LineObject[],
  form: "json" | "ndjson",
): readonly string[] {
  return form === "json" ? [jsonDocument(objects)] : objects.map(lineOf);
}
