import { InvalidArgumentError, Option } from "commander";
import { apiVersions, defaultApiVersion } from "../api/paths.ts";
import { type NotifyChoice, notifyChoices } from "../attention/notification.ts";
import { colourChoices } from "../config/colour.ts";
import { outputChoices } from "./output-form.ts";

/** `--interval SECONDS`, as milliseconds. */
export const intervalFlag = new Option(
  "--interval <time>",
  "how often each aggregation is asked about, at least 1 second",
)
  .default(5000, "5s")
  .argParser((text) => timeIn(text, 1, day));

/** `--stall-after SECONDS`, as milliseconds. */
export const stallAfterFlag = new Option(
  "--stall-after <time>",
  "call an aggregation stalled after that long without progress (default: told from its own rhythm)",
).argParser((text) => timeIn(text, 1, 7 * day));

/** `--strict`. */
export const strictFlag = new Option(
  "--strict",
  "exit with 1 for a WARNING too, with 3 where the task's verdict cannot be read",
).default(false);

/** When a watch ends before all ids have: `--timeout`, `--any`, `--fail-fast`, `--give-up-after`. */
export const earlyEndFlags = [
  new Option(
    "--timeout <time>",
    "leave with 124 after that long (90, 90s, 10m, 2h), whatever still runs",
  ).argParser((text) => timeIn(text, 1, 7 * day)),
  new Option("--any", "leave at the first end of any aggregation")
    .default(false)
    .conflicts(["stay", "watch", "sequential"]),
  new Option("--fail-fast", "leave at the first end that is not well: see the exit codes")
    .default(false)
    .conflicts(["stay", "watch"]),
  new Option(
    "--give-up-after <time>",
    "end an aggregation without an answer for that long (default: ask for as long as it takes)",
  ).argParser((text) => timeIn(text, 1, 7 * day)),
] as const;

/** `--no-history`. */
export const noHistoryFlag = new Option(
  "--no-history",
  "neither keep the outcomes of this run nor use those of earlier ones",
);

/** `--output FORM` of a watch. */
export const outputFlag = new Option(
  "--output <form>",
  "the screen, lines, JSON objects, or nothing; auto: the screen on a terminal, else lines",
)
  .choices(outputChoices)
  .default("auto");

/** `--heartbeat TIME`, as milliseconds; undefined where it is not given. */
export const heartbeatFlag = new Option(
  "--heartbeat <time>",
  "how often lines say where each has got to; 0 for never (default: 60, in ndjson never)",
).argParser((text) => timeOrNever(text, 1, day));

/** `--polls`. */
export const pollsFlag = new Option(
  "--polls",
  "with --output ndjson, an object for each answer of the status endpoint as well",
).default(false);

/** `--summary FORM` and `--summary-file FILE`: what a watch came to, once it is over. */
export const summaryFlags = [
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
export const stayFlag = new Option(
  "--stay",
  "keep the screen when all aggregations have ended, until q",
).default(false);

/** `--ascii`. */
export const asciiFlag = new Option("--ascii", "draw the screen in ASCII").default(false);

/** `--no-motion`. */
export const noMotionFlag = new Option("--no-motion", "let nothing on the screen move by itself");

/** `--screen-reader`. */
export const screenReaderFlag = new Option(
  "--screen-reader",
  "say each change in a line, for a screen reader; keys work as ever",
).default(false);

/** `--base-url URL`, `--tenant NAME` and `--env NAME`: which tenant is meant. */
export const tenantFlags = [
  new Option("--base-url <url>", "the tenant's API host; wins over SAIL_BASE_URL"),
  new Option("--tenant <name>", "short for --base-url https://NAME.api.identitynow.com"),
  new Option("--env <name>", "an environment of SailPoint's CLI, address and secret"),
] as const;

/** `--api-version VERSION`. */
export const apiVersionFlag = new Option("--api-version <version>", "whose paths are asked")
  .choices(apiVersions)
  .default(defaultApiVersion);

/** `--source NAME` of a watch; may be given several times. */
export const sourcesFlag = new Option(
  "--source <name>",
  "watch that source's running or latest aggregation; name or id, may be repeated",
)
  .default([], "none")
  .argParser((text: string, before: readonly string[]) => [...before, text]);

/** `--follow` of a watch. */
export const followFlag = new Option(
  "--follow",
  "watch whatever runs in the tenant and whatever starts, until you leave",
).default(false);

/** What `list` takes. */
export const listFlags = [
  new Option("--all", "those that are over as well, newest first").default(false),
  new Option("--source <name>", "of that source only; name or id"),
  new Option("--output <form>", "a table, or a JSON object a line")
    .choices(["table", "ndjson"])
    .default("table"),
] as const;

/** What `start` takes. */
export const startFlags = [
  new Option("--unoptimized", "process every account, changed or not").default(false),
  new Option("--file <path>", "the accounts of a delimited-file source, as CSV"),
  new Option("--no-watch", "print the ids and leave"),
  new Option("--sequential", "start the next when the one before has ended").default(false),
] as const;

/** `--speed N` of the demo. */
export const speedFlag = new Option("--speed <factor>", "how many times as fast time passes")
  .default(10)
  .argParser((text) => numberIn(text, 0.1, 1000));

/** `--speed N` of a replay. */
export const replaySpeedFlag = new Option(
  "--speed <factor>",
  "how many times as fast as it was; keys change it",
)
  .default(20)
  .argParser((text) => numberIn(text, 0.1, 1000));

/** `--run N` of a replay. */
export const runFlag = new Option(
  "--run <number>",
  "which of the runs in the file, 1 for the first (default: the last)",
).argParser((text) => wholeNumberIn(text, 1, 1_000_000));

/** `--record FILE`. */
export const recordFlag = new Option(
  "--record <file>",
  "keep all that happens in a file, for aggwatch replay; appends to a recording that is there",
);

/** `--seed N`. */
export const seedFlag = new Option(
  "--seed <number>",
  "another number, another tenant; the same, the same again",
)
  .default(1)
  .argParser((text) => wholeNumberIn(text, 0, 2 ** 32 - 1));

/** `--port N`. */
export const portFlag = new Option("--port <number>", "the port to listen on; 0 for a free one")
  .default(0, "a free one")
  .argParser((text) => wholeNumberIn(text, 0, 65_535));

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

/** An id right after the flag would be taken for its value. */
function readNotify(text: string): NotifyChoice {
  const choice = notifyChoices.find((one) => one === text);
  if (choice) return choice;
  throw new InvalidArgumentError(
    `It takes ${notifyChoices.join(", ")}; before an id, write --notify=auto.`,
  );
}

/** Seconds. */
const day = 86_400;

const unitMs = { "": 1000, s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * A time: seconds, or a number with its unit.
 *
 * @param least seconds
 * @param most seconds
 * @returns milliseconds
 */
function timeIn(text: string, least: number, most: number): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text.trim()) ?? [];
  const ms = Number(amount) * unitMs[unit as keyof typeof unitMs];
  if (ms >= least * 1000 && ms <= most * 1000) return ms;
  throw new InvalidArgumentError(
    `It must be from ${least} to ${most} seconds, such as 90, 90s, 10m or 2h.`,
  );
}

function timeOrNever(text: string, least: number, most: number): number {
  if (/^0+(?:\.0+)?[smh]?$/.test(text.trim())) return 0;
  try {
    return timeIn(text, least, most);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError(error.message.replace("must be", "must be 0, or"));
  }
}

function numberIn(text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
}

function wholeNumberIn(text: string, least: number, most: number): number {
  const value = numberIn(text, least, most);
  if (Number.isInteger(value)) return value;
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
}
