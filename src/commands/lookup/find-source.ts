import type { Source } from "../../api/endpoints/source.ts";
import type { SourceFinder } from "../../api/endpoints/sources.ts";
import { UsageError } from "../../system/usage-error.ts";
import { safeText } from "../../text/safe-text.ts";

const mostCandidates = 12;

/** The source with this name or id; throws ApiError, and UsageError that lists candidates. */
export async function findSource(finder: SourceFinder, text: string): Promise<Source> {
  const found = await finder.find(text);
  const quoted = `"${safeText(text)}"`;
  switch (found.kind) {
    case "found":
      return found.source;
    case "unknown": {
      const names = (found.nearest ?? []).map(({ name }) => `"${name}"`).join(" or ");
      const meant = names === "" ? "" : `; did you mean ${names}?`;
      throw new UsageError(`no source named ${quoted}, or this user can't see it${meant}`);
    }
    case "similar": {
      const { candidates } = found;
      const listed = candidates.slice(0, mostCandidates).map(({ id, name }) => `  ${id}  ${name}`);
      const more = candidates.length - listed.length;
      const rest = more > 0 ? [`  … and ${more} more`] : [];
      const lines = [`no source named ${quoted}; similar names:`, ...listed, ...rest];
      throw new UsageError(lines.join("\n"));
    }
  }
}
