import type { Reading } from "./reading.ts";
import { UsageError } from "../system/usage-error.ts";
import { partsOf } from "./json-text.ts";
import { idsInJson } from "./json-ids.ts";
import type { GivenId } from "./given-id.ts";
import { usualIds } from "./id-form.ts";
import { idsInLine } from "./line.ts";
import { notAnId, type Place } from "./not-an-id.ts";
import { idsInTable, tableOf } from "./table.ts";
import { type Field, fieldOf, isIdKey, isOtherKey } from "./words.ts";

/** With more, each would be polled only about once in half an hour. */
export const mostIds = 10_000;

/** Control characters included: U+0000 of `find -print0`, U+001E between JSON documents (RFC 7464). */
const lineEnds = /\r\n?|[\p{Cc}\u2028\u2029]/gu;
const notLineEnds = "\t\u001B";
const comment = /^(?:#|\/\/)/;
/** Empty lines of tables and Markdown, and the first line of `sail` and `curl -i`. */
const empty = /^(?:|[\s|:+=_─│┼-]{3,}|`{3}\w*|(?:Status:|HTTP\/[\d.]+) +\d{3}\b.*)$/;
const headerLine = /^[\w-]+: .*$/;

/**
 * Reads the ids on lines, in lists, in tables with titles, in JSON documents, or in a mixture of
 * these. Throws UsageError that names what is not an id, and what was likely meant.
 */
export function readIds(text: string, place: Place): Reading {
  // Likely a shell variable that is not set.
  if (place === "argument" && text.trim() === "") throw notAnId(text, place);
  const parts = partsOf(
    text.replaceAll(lineEnds, (end) => (notLineEnds.includes(end) ? end : "\n")),
  );
  if (!parts) throw new UsageError("the JSON is cut off: it has no end");
  const ids: GivenId[] = [];
  let others = 0;
  const isHttp = text.startsWith("HTTP/");
  for (const { kind, text: one } of parts) {
    const value = kind === "json" ? parsed(one) : undefined;
    const found =
      value === undefined
        ? { ids: idsInText(one, place, parts.length > 1, isHttp), others: 0 }
        : idsInJson(value, place);
    for (const id of found.ids) ids.push(id);
    others += found.others;
    if (ids.length > mostIds) throw tooMany();
  }
  // Only standard input may have no ids.
  const isMeant = place !== "stdin" && text.trim() !== "";
  if (isMeant && ids.length === 0 && others === 0) throw notAnId(text, place);
  return { ids, others };
}

export function tooMany(): UsageError {
  return new UsageError(
    `more than ${mostIds.toLocaleString("en-US")} ids are given; watch them in several runs`,
  );
}

/** Undefined for a list in brackets that is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.startsWith("[")) return undefined;
    throw new UsageError("the JSON cannot be read; is it whole?");
  }
}

function idsInText(
  text: string,
  place: Place,
  isPart: boolean,
  isHttp: boolean,
): readonly GivenId[] {
  const lines = text
    .split("\n")
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => !empty.test(line.text) && !comment.test(line.text))
    .filter((line) => !(isHttp && isPart && headerLine.test(line.text)));
  const texts = lines.map((line) => line.text);
  const table = lines.length > 1 ? tableOf(texts) : undefined;
  if (table) return idsInTable(table, place);
  const fields = fieldsOf(texts);
  const ids: GivenId[] = [];
  for (const [index, line] of lines.entries()) {
    const field = fields?.[index];
    const isOther = field && !isIdField(field);
    // A line with an id of its own is not part of a record, unless it is the id of something else.
    if (isOther && (isOtherKey(field.key) || line.text.search(usualIds) < 0)) continue;
    const isOnly = isPart || lines.length === 1;
    const said = field && !isOther ? field.value : line.text;
    for (const id of idsInLine(said, place, isOnly ? undefined : line.number)) ids.push(id);
    if (ids.length > mostIds) throw tooMany();
  }
  return ids;
}

/** The lines of a record in YAML or PowerShell's Format-List, if it is one. */
function fieldsOf(lines: readonly string[]) {
  const fields = lines.map(fieldOf);
  return fields.some((field) => isIdField(field)) ? fields : undefined;
}

function isIdField(field: Field | undefined): boolean {
  return field !== undefined && isIdKey(field.key) && field.value !== "";
}
