import type { Command } from "commander";
import { outlineOf } from "../completions/outline.ts";
import type { Block } from "../page.ts";

/** The flags of a watch that are about output. */
const shown = new Set([
  "--output",
  "--polls",
  "--heartbeat",
  "--summary",
  "--summary-file",
  "--record",
  "--record-limit",
  "--metrics",
  "--stay",
  "--notify",
  "--color",
  "--hyperlinks",
  "--ascii",
  "--no-motion",
  "--screen-reader",
]);

/** The man page has it as well, since the counts surprise users. */
export const whatIsCounted =
  "The counts are those of new, changed and deleted accounts. Unchanged accounts are not counted, " +
  "so the web UI's Accounts Scanned is another number: it is shown at the end, if the task has it.";

/** `aggwatch help output`. */
export function output(program: Command): readonly Block[] {
  return [
    "On a terminal aggwatch takes the whole screen; when it ends, the screen is as it was, and the " +
      "last state of every aggregation stands above the prompt, problems last, then the totals and " +
      "the exit code. aggwatch help keys names the keys.",
    "Without a terminal, or with --output plain, it writes a line for each thing that happens, with " +
      "the time in UTC, and once a minute where each aggregation has got to. With --output ndjson " +
      "each line is a JSON object, which dist/events.schema.json of the package describes; with " +
      "--output quiet there is the exit code alone.",
    "--record FILE keeps all that happens in a watch, and aggwatch replay FILE shows it again.",
    "Results go to standard output, everything else to standard error. A reader that goes away, as " +
      "head does, is no error. The outcome is the exit code: aggwatch help exit-codes.",
    outlineOf(program)
      .flags.filter(({ names }) => names.some((name) => shown.has(name)))
      .map(({ term, fullAbout }) => [term, fullAbout] as const),
    whatIsCounted,
  ];
}
