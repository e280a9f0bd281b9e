import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";
import { idForm } from "./id-form.ts";

export type Place = "argument" | "stdin" | "prompt";

/** Enough of a text to find it by. */
const longestQuote = 80;
/** The beginning shows what was meant. */
const longestLook = 500;
const path = /^(?:[a-z]:[\\/]|~?[\\/]|\.{1,2}[\\/])|\\/i;
const fileName = /^[^\s:=]+\.(?:txt|csv|tsv|jsonl?|ndjson|log|md|ya?ml|xlsx?|list|out)$/i;
const hostName = /^(?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?\/?$/i;
const jsonWebToken = /eyJ[\w-]{8,}\.[\w-]+/;
const cutShort = /[\da-f]{4,}(?:…|\.{2,3})(?:[\da-f]{2,}|$)/i;

export function isPath(text: string): boolean {
  return path.test(text) || fileName.test(text);
}

/** Says what was likely meant. */
export function notAnId(text: string, place: Place, line?: number): UsageError {
  const start = text.slice(0, longestLook);
  if (jsonWebToken.test(start)) {
    return new UsageError(
      "an access token is not an aggregation id; give a token as SAIL_ACCESS_TOKEN in the environment",
    );
  }
  const at = line === undefined ? "" : ` (line ${line})`;
  const what = `"${safeText(text, longestQuote)}"${at}`;
  if (cutShort.test(start)) return new UsageError(`${what} is cut short; give the whole id`);
  return new UsageError(`${what} is not an aggregation id (${idForm})${meant(start, place)}`);
}

export function otherId(id: string, place: Place): UsageError {
  const toDo = place === "argument" ? `. To watch a source: aggwatch --source ${id}` : "";
  return new UsageError(
    `${id} is the id of a source or of something else, not of an aggregation${toDo}`,
  );
}

function meant(text: string, place: Place): string {
  const shown = safeText(text.trim(), longestQuote);
  switch (place) {
    case "prompt":
      return "";
    case "stdin":
      return ". Give ID or ID=LABEL, a line each, or JSON of the API or of aggwatch";
    case "argument":
      if (isPath(text)) return `. To read ids from a file: aggwatch - < ${quoted(shown)}`;
      if (/^https?:/i.test(text) || hostName.test(text)) {
        return ". To name the tenant: aggwatch --base-url URL ID";
      }
      if (/^[\p{L}\p{N}][^=:]*$/u.test(shown) && /\p{L}{2}/u.test(shown)) {
        return `. To watch a source by name: aggwatch --source ${quoted(shown)}`;
      }
      return '. Give ID or ID=LABEL, for example 2c91808477a6b0c60177a81146b8110b="Workday HR"';
  }
}

function quoted(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `"${text.replaceAll('"', String.raw`\"`)}"`;
}
