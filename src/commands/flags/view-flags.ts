import { InvalidArgumentError } from "commander";
import { type NotifyChoice, notifyChoices } from "../../attention/notification.ts";
import { colorChoices } from "../../ui/color.ts";
import { columnNames } from "../../ui/view/column-names.ts";
import { linkChoices } from "../../ui/hyperlinks.ts";
import { outputChoices } from "../session/output-form.ts";
import { choiceFlag, switchFlag, textFlag, valueFlag } from "./flag.ts";
import { daySeconds, timeOrNever } from "./flag-values.ts";
import { readColumns } from "./read-columns.ts";

export const notifyFlag = choiceFlag(
  "--notify [how]",
  "tell of endings and stalls by a desktop notification, or the bell",
  notifyChoices,
)
  .preset("auto")
  .argParser(readNotify)
  .defaultable();

export const colorFlag = choiceFlag(
  "--color <when>",
  "whether there are colors; wins over NO_COLOR and FORCE_COLOR",
  colorChoices,
  "auto",
).defaultable();

export const hyperlinksFlag = choiceFlag(
  "--hyperlinks <when>",
  "make names links to the source in the web UI, in terminals that show links",
  linkChoices,
  "auto",
).defaultable();

export const viewFlags = [
  choiceFlag(
    "--output <form>",
    "the screen, lines, JSON objects, or nothing; auto: the screen on a terminal, else lines",
    outputChoices,
    "auto",
  ).defaultable(),
  valueFlag(
    "--heartbeat <time>",
    "how often lines say where each has got to; 0 for never (default: 60, in ndjson never)",
    timeOrNever(1, daySeconds),
  ).defaultable(),
  switchFlag(
    "--polls",
    "with --output ndjson, an object for each answer of the status endpoint as well",
  ),
  choiceFlag(
    "--summary <form>",
    "at the end a table of outcomes as Markdown; with --output quiet it is all that is written",
    ["markdown"],
  ),
  textFlag(
    "--summary-file <file>",
    "append that table to a file in place of standard output, as $GITHUB_STEP_SUMMARY",
  ).implies({ summary: "markdown" }),
  switchFlag("--stay", "keep the screen when all aggregations have ended, until q").defaultable(),
  notifyFlag,
  colorFlag,
  hyperlinksFlag,
  valueFlag(
    "--columns <names>",
    `columns of the table, in their order; the last go where it is narrow: ${columnNames.join(",")}`,
    readColumns,
  )
    .listOf(columnNames)
    .defaultable(),
  switchFlag(
    "--mouse",
    "focus by a click and scroll by the wheel; hold Shift to select text",
  ).defaultable(),
  switchFlag("--ascii", "draw the screen in ASCII").defaultable(),
  switchFlag("--no-motion", "let nothing on the screen move by itself").defaultable(),
  switchFlag(
    "--screen-reader",
    "say each change in a line, for a screen reader; keys work as ever",
  ).defaultable(),
] as const;

/** An id right after the flag would be taken for its value. */
function readNotify(text: string): NotifyChoice {
  const choice = notifyChoices.find((one) => one === text);
  if (choice) return choice;
  throw new InvalidArgumentError(
    `It takes ${notifyChoices.join(", ")}; before an id, write --notify=auto.`,
  );
}
