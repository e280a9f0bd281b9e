import { InvalidArgumentError } from "commander";
import { type NotifyChoice, notifyChoices } from "../../attention/notification.ts";
import { colorChoices } from "../../ui/color.ts";
import { columnNames } from "../../ui/view/column-names.ts";
import { linkChoices } from "../../ui/hyperlinks.ts";
import { outputChoices } from "../session/output-form.ts";
import { choiceFlag, switchFlag, textFlag, valueFlag } from "./flag.ts";
import { daySeconds, timeOrNever } from "./flag-values.ts";
import { readColumns } from "./read-columns.ts";
import { jsonFlag, quietFlag } from "./shortcut-flags.ts";

export const notifyFlag = choiceFlag(
  "Screen",
  "--notify [how]",
  "notify on completion and stalls, on the desktop or by the bell",
  notifyChoices,
)
  .preset("auto")
  .argParser(readNotify)
  .defaultable();

export const colorFlag = choiceFlag(
  "Screen",
  "--color <when>",
  "use colors; overrides NO_COLOR and FORCE_COLOR",
  colorChoices,
  "auto",
).defaultable();

export const hyperlinksFlag = choiceFlag(
  "Screen",
  "--hyperlinks <when>",
  "link names to the source in the web UI",
  linkChoices,
  "auto",
).defaultable();

export const heartbeatFlag = valueFlag(
  "Output",
  "--heartbeat <time>",
  "print progress lines this often; 0 for never",
  timeOrNever(1, daySeconds),
  undefined,
  "1m, in ndjson never",
).defaultable();

export const viewFlags = [
  choiceFlag(
    "Output",
    "-o, --output <form>",
    "show a screen, plain lines, JSON lines or nothing; auto: the screen on a terminal",
    outputChoices,
    "auto",
  )
    .defaultable()
    .common(),
  jsonFlag("ndjson"),
  quietFlag,
  heartbeatFlag,
  switchFlag(
    "Output",
    "--polls",
    "with --output ndjson: also write an object for each status response",
  ),
  choiceFlag("Output", "--summary <form>", "end with a table of outcomes, or a JUnit report", [
    "markdown",
    "junit",
  ]),
  textFlag(
    "Output",
    "--summary-file <file>",
    "append the table to a file, such as $GITHUB_STEP_SUMMARY; a report replaces it",
  ).implies({ summary: "markdown" }),
  switchFlag("Screen", "--stay", "keep the screen open after the last one ends").defaultable(),
  notifyFlag,
  colorFlag,
  hyperlinksFlag,
  valueFlag(
    "Screen",
    "--columns <names>",
    `choose the columns of tables, in this order: ${columnNames.join(", ")}`,
    readColumns,
  )
    .listOf(columnNames)
    .defaultable(),
  switchFlag(
    "Screen",
    "--mouse",
    "click to focus, turn the wheel to scroll; Shift selects text",
  ).defaultable(),
  switchFlag("Screen", "--ascii", "draw in ASCII").defaultable(),
  switchFlag("Screen", "--no-motion", "turn animations off").defaultable(),
  switchFlag(
    "Screen",
    "--screen-reader",
    "write each change as a line for a screen reader; keys still work",
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
