import { helpPage, type HelpSection } from "../keys/help-page.ts";
import { keysHelp } from "../keys/help.ts";
import { statesHelp } from "../keys/help-terms.ts";
import { type Line, span } from "../lines/line.ts";
import { alwaysKeys, listKeys } from "./keys.ts";

/** What the list says beside the states. */
const listTerms = {
  ACCOUNTS:
    "processed of all new, changed and deleted ones; unchanged accounts are not counted, and there " +
    "are no totals while a source is read",
  RUNNING: "since the aggregation was started",
  "STARTED BY": "who or what started it",
  STUCK: "pending for over an hour although the tenant no longer knows the aggregation",
  ENDED: "no longer running; it leaves the list, which is read again every 10 seconds",
} as const;

const listHelp: HelpSection = {
  title: "IN THE LIST",
  entries: Object.entries(listTerms).map(([term, text]) => ({ sign: [span(term)], text })),
};

/** The keys of the list, what its columns say, and the states. */
export function pickerHelp(columns: number): readonly Line[] {
  const keys = [...listKeys, ...alwaysKeys].flatMap(({ help }) => (help ? [help] : []));
  return helpPage([keysHelp(keys), listHelp, statesHelp], columns);
}
