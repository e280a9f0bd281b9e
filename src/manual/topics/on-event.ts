import { eventTypes } from "../../reactions/event-types.ts";
import { variables } from "../../reactions/variables.ts";
import type { Block } from "../page.ts";

/** `aggwatch help on-event`. */
export const onEvent: readonly Block[] = [
  "--on-event TYPE=COMMAND runs a command on each event of that type, --on-end COMMAND one at the " +
    "end: once, whatever ends the program (all have ended, q, --timeout, a signal), and also where " +
    "there was nothing to watch. Only wrong usage runs nothing. A replay has neither flag: what it " +
    "shows has happened before.",
  `TYPE is one of: ${eventTypes.join(", ")}.`,
  "The command gets the event on standard input, as the line of JSON that --output ndjson writes; at " +
    "the end that is the summary. These variables say the most important of it, and are set as far " +
    "as they are known:",
  variables,
  "Variables that begin with SAIL_ are taken out of its environment: no command gets the client's " +
    "secret or a token of it.",
  "There is no shell: COMMAND is a program and its arguments, with blanks between them. What stands " +
    "in '…' or \"…\" is kept as it is, and nothing else is special, so that paths of Windows stay " +
    "whole. With shell: before it, /bin/sh runs the command, on Windows cmd.exe, and the variables " +
    "can be written in it. cmd.exe takes what %AGGWATCH_TEXT% holds for a part of the command, such as " +
    "an & in the name of a source: there, read standard input, or use PowerShell.",
  [
    ["--on-end", "'/opt/notify.py --channel ops'"],
    ["--on-event", "'ended=shell: jq -r .outcome >> outcomes.txt'"],
    [
      "--on-event",
      "'stalled=shell: echo \"$AGGWATCH_SOURCE: $AGGWATCH_TEXT\" | mail -s stalled ops'",
    ],
    ["--on-end", "\"'C:\\Program Files\\nodejs\\node.exe' notify.js\" (PowerShell, cmd.exe)"],
    ["--on-event", '"ended=shell: powershell -File notify.ps1" (PowerShell, cmd.exe)'],
  ],
  "A command may take 30 seconds, or --command-timeout; then it is ended with all that it has " +
    "started. Four run at a time, up to 1,000 wait. What a command writes, and why it failed, is " +
    "written to standard error; on the screen a failure is shown at once, and the rest below the " +
    "prompt at the end. None of it changes the exit code.",
  "At the end the commands that still run or wait get that much time once more, and then the command " +
    "of --on-end; after a signal 5 seconds each. A further Ctrl-C ends them. Keys and signals of the " +
    "terminal do not reach them.",
];
