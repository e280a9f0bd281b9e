import { InvalidArgumentError, Option } from "commander";
import { type NotifyChoice, notifyChoices } from "../../attention/notification.ts";
import { colourChoices } from "../../ui/colour.ts";
import { outputChoices } from "../output-form.ts";
import { daySeconds, timeOrNever } from "./flag-values.ts";

/** `--output FORM` of a watch. */
const outputFlag = new Option(
  "--output <form>",
  "the screen, lines, JSON objects, or nothing; auto: the screen on a terminal, else lines",
)
  .choices(outputChoices)
  .default("auto");

/** `--heartbeat TIME`, as milliseconds; undefined where it is not given. */
const heartbeatFlag = new Option(
  "--heartbeat <time>",
  "how often lines say where each has got to; 0 for never (default: 60, in ndjson never)",
).argParser((text) => timeOrNever(text, 1, daySeconds));

/** `--polls`. */
const pollsFlag = new Option(
  "--polls",
  "with --output ndjson, an object for each answer of the status endpoint as well",
).default(false);

/** `--summary FORM` and `--summary-file FILE`: what a watch came to, once it is over. */
const summaryFlags = [
  new Option(
    "--summary <form>",
    "at the end a table of outcomes as Markdown; with --output quiet it is all that is written",
  ).choices(["markdown"]),
  new Option(
    "--summary-file <file>",
    "append that table to a file in place of standard output, as $GITHUB_STEP_SUMMARY",
  ).implies({ summary: "markdown" }),
] as const;

/** `--stay`. */
const stayFlag = new Option(
  "--stay",
  "keep the screen when all aggregations have ended, until q",
).default(false);

/** `--notify [HOW]`: undefined where it is not given, `auto` where it stands alone. */
export const notifyFlag = new Option(
  "--notify [how]",
  "tell of endings and stalls by a desktop notification, or the bell",
)
  .choices(notifyChoices)
  .preset("auto")
  .argParser(readNotify);

/** `--color WHEN`. */
export const colorFlag = new Option(
  "--color <when>",
  "whether there are colors; wins over NO_COLOR and FORCE_COLOR",
)
  .choices(colourChoices)
  .default("auto");

/** `--ascii`. */
const asciiFlag = new Option("--ascii", "draw the screen in ASCII").default(false);

/** `--no-motion`. */
const noMotionFlag = new Option("--no-motion", "let nothing on the screen move by itself");

/** `--screen-reader`. */
const screenReaderFlag = new Option(
  "--screen-reader",
  "say each change in a line, for a screen reader; keys work as ever",
).default(false);

/** How a watch is shown. */
export const viewFlags = [
  outputFlag,
  heartbeatFlag,
  pollsFlag,
  ...summaryFlags,
  stayFlag,
  notifyFlag,
  colorFlag,
  asciiFlag,
  noMotionFlag,
  screenReaderFlag,
] as const;

/** An id right after the flag would be taken for its value. */
function readNotify(text: string): NotifyChoice {
  const choice = notifyChoices.find((one) => one === text);
  if (choice) return choice;
  throw new InvalidArgumentError(
    `It takes ${notifyChoices.join(", ")}; before an id, write --notify=auto.`,
  );
}
