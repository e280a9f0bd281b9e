import { orList } from "./or-list.ts";
import { nearestNames } from "./same-name.ts";

const most = 3;
/** A single letter begins too many names. */
const leastBegun = 2;

/**
 * `did you mean demo or doctor?`, of the names that begin so or differ in few letters; undefined
 * where none resembles the text.
 */
export function didYouMean(text: string, names: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  const begun = text.length < leastBegun ? [] : names.filter((name) => name.startsWith(lower));
  const near = (begun.length > 0 ? begun : nearestNames(text, names, most)).slice(0, most);
  if (near.length === 0) return undefined;
  return `did you mean ${orList(near)}?`;
}
