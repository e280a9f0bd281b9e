import { eventTypes } from "../../reactions/event-types.ts";
import { textFlag, valueFlag } from "./flag.ts";
import { upToAWeek } from "./flag-values.ts";

/** What is run beside a watch. A replay has none of it: what it shows has happened before. */
export const reactionFlags = [
  valueFlag(
    "Integrations",
    "--on-event <type=command>",
    "run a command on each event of a type; repeatable; see aggwatch help on-event",
    (text, before: readonly string[]) => [...before, text],
    [],
  ).before(eventTypes),
  textFlag("Integrations", "--on-end <command>", "run a command once at the end, with the summary"),
  valueFlag(
    "Integrations",
    "--command-timeout <time>",
    "end such a command after this long",
    upToAWeek,
    30_000,
    "30s",
  ),
] as const;
