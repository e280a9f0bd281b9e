import { cutEnd } from "../../text/columns.ts";
import { kindOf, type Watch } from "../../watch/model/watch.ts";
import { kindLooks } from "../../wording/kinds.ts";
import { type Note, note } from "./notes.ts";

/** With names no longer, the way there takes three rows at most, and two. */
const longestSource = 30;
const shortSource = 14;

/** Where the web UI shows it. */
export function webUiPath(watch: Watch): Note {
  const { label: source = "the source" } = watch;
  const { page } = kindLooks[kindOf(watch)];
  const way = (columns: number) =>
    `see Sources > ${cutEnd(source, columns)} > Import Data > ${page}`;
  return note(way(longestSource), way(shortSource), "see Import Data in the web UI");
}
