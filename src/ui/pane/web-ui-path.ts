import { cutEnd } from "../../text/columns.ts";
import { watchName } from "../../wording/watch-name.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { type Note, note } from "./notes.ts";

/** With names no longer, the way there takes three rows at most, and two. */
const longestSource = 30;
const shortSource = 14;

/** Where the web UI shows it. */
export function webUiPath(watch: Watch): Note {
  const source = watch.label === undefined ? "the source" : watchName(watch);
  const way = (columns: number) =>
    `see Sources > ${cutEnd(source, columns)} > Import Data > Account Aggregation`;
  return note(way(longestSource), way(shortSource), "see Import Data in the web UI");
}
