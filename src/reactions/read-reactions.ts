import { naming } from "../system/name-place.ts";
import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";
import { nearestNames } from "../text/same-name.ts";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { refuseExpanded } from "./refuse-expanded.ts";
import { type EventType, eventTypes } from "./event-types.ts";

/** What to run when. */
export interface Reaction {
  readonly on: EventType | "end";
  readonly command: CommandLine;
  /** The flag, and of which event: `--on-event ended`. */
  readonly name: string;
}

const endFlag = "--on-end";
const eventFlag = "--on-event";

/**
 * Reads the values of `--on-event TYPE=COMMAND` and `--on-end COMMAND`, which are for the shell of
 * `platform`; throws UsageError.
 */
export function readReactions(
  onEvent: readonly string[],
  onEnd: string | undefined,
  platform: NodeJS.Platform,
): readonly Reaction[] {
  const atEnd = onEnd === undefined ? [] : [onEnd];
  return [
    ...onEvent.map((text) => readEvent(text, platform)),
    ...atEnd.map((text) => {
      const command = naming(endFlag, () => readCommand(text, platform));
      return { on: "end", command, name: endFlag } as const;
    }),
  ];
}

function readEvent(text: string, platform: NodeJS.Platform): Reaction {
  const [, given = "", command] = /^([^=]*)=([^]*)$/.exec(text) ?? [];
  const type = eventTypes.find((one) => one === given.trim());
  if (command === undefined) {
    const example = `${eventFlag} ended='notify-send done'`;
    throw new UsageError(`${eventFlag} takes TYPE=COMMAND, such as ${example}`);
  }
  if (type === undefined) throw new UsageError(`${eventFlag}: ${unknownType(given.trim())}`);
  const name = `${eventFlag} ${type}`;
  return { on: type, command: naming(name, () => readCommand(command, platform)), name };
}

function readCommand(text: string, platform: NodeJS.Platform): CommandLine {
  const command = readCommandLine(text);
  refuseExpanded(command, platform);
  return command;
}

/** Types that other lines of NDJSON have. */
const otherTypes = new Map([
  ["summary", `to run a command at the end: ${endFlag} COMMAND`],
  ["end", `to run a command at the end: ${endFlag} COMMAND`],
  ["watching", "nothing is run at the beginning"],
  ["poll", "nothing is run for each answer; status is for each change"],
  ["heartbeat", "nothing is run for progress; status is for each change"],
]);

function unknownType(given: string): string {
  const what = `"${safeText(given)}" is not an event that can run a command`;
  const other = otherTypes.get(given);
  if (other !== undefined) return `${what}; ${other}`;
  const near = nearestNames(given, eventTypes, 2);
  if (near.length > 0) return `${what}; did you mean ${near.join(" or ")}?`;
  return `${what}; the events are: ${eventTypes.join(", ")}`;
}
