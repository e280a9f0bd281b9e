import type { Source } from "../../api/endpoints/source.ts";
import type { SourceFinder } from "../../api/endpoints/sources.ts";
import { UsageError } from "../../system/usage-error.ts";
import { safeText } from "../../text/safe-text.ts";
import { findSource } from "../lookup/find-source.ts";

/** A source that was named, and its CSV file, if one was. */
export interface NamedOrder {
  readonly source: Source;
  readonly path?: string;
}

/** The ways to read `NAME=FILE`, the longest name first: both may contain `=`. */
export function splitsOf(
  text: string,
): readonly { readonly name: string; readonly path: string }[] {
  const places = [...text.matchAll(/=/g)].map(({ index }) => index).toReversed();
  return places.map((place) => ({ name: text.slice(0, place), path: text.slice(place + 1) }));
}

/**
 * Finds what `NAME` or `NAME=FILE` means: the whole is a name where a source has it, else what stands
 * before the last `=` before which a source's name stands. Throws ApiError, and UsageError.
 */
export async function namedOrder(text: string, finder: SourceFinder): Promise<NamedOrder> {
  const splits = splitsOf(text);
  const [longest] = splits;
  if (!longest) return { source: await findSource(finder, text) };
  const whole = await finder.called(text);
  if (whole) return { source: whole };
  if (splits.length > 1) {
    for (const { name, path } of splits) {
      const source = name === "" ? undefined : await finder.called(name);
      if (source) return withFile(source, path, text);
    }
  }
  const { name, path } = splits.at(-1) ?? longest;
  if (name.trim() === "") throw new UsageError(`"${safeText(text)}" has no source name before "="`);
  return withFile(await findSource(finder, name), path, text);
}

function withFile(source: Source, path: string, text: string): NamedOrder {
  if (path !== "") return { source, path };
  throw new UsageError(`"${safeText(text)}" has no file after "=": ${source.name}=accounts.csv`);
}
