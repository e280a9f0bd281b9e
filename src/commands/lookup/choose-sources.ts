import type { Source } from "../../api/endpoints/source.ts";
import { UsageError } from "../../system/usage-error.ts";
import { isNamedBy, isPattern } from "../../text/name-pattern.ts";
import { nearestNames } from "../../text/same-name.ts";
import { safeText } from "../../text/safe-text.ts";

const mostNearest = 3;

/**
 * The sources with one of these names, patterns or ids, each once and in their order; all without
 * any. Throws UsageError for one that matches none.
 */
export function chooseSources(
  sources: readonly Source[],
  wanted: readonly string[],
): readonly Source[] {
  if (wanted.length === 0) return sources;
  for (const text of wanted) {
    if (!sources.some((source) => isWanted(source, text))) throw unknown(text, sources);
  }
  return sources.filter((source) => wanted.some((text) => isWanted(source, text)));
}

function isWanted({ id, name }: Source, text: string): boolean {
  return id === text || isNamedBy(text, name);
}

function unknown(text: string, sources: readonly Source[]): UsageError {
  const quoted = `"${safeText(text)}"`;
  if (isPattern(text)) {
    return new UsageError(`no source matches ${quoted}, or this user can't see it`);
  }
  const names = sources.map(({ name }) => name);
  const near = nearestNames(text, names, mostNearest).map((name) => `"${name}"`);
  const meant = near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
  return new UsageError(`no source named ${quoted}, or this user can't see it${meant}`);
}
