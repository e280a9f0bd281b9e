import { expect, test } from "vitest";
import { eventTypes } from "../../../src/reactions/event-types.ts";
import { readReactions } from "../../../src/reactions/read-reactions.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import { eventSchema } from "../../support/event-schema.ts";

const done = { kind: "program", program: "done", args: [] };

test("commands are read with their events, in the order given, and that of the end last", () => {
  expect(readReactions(["ended=done", "stalled = shell: a=b"], "done")).toEqual([
    { on: "ended", command: done, name: "--on-event ended" },
    { on: "stalled", command: { kind: "shell", line: "a=b" }, name: "--on-event stalled" },
    { on: "end", command: done, name: "--on-end" },
  ]);
  expect(readReactions([], undefined)).toEqual([]);
});

test.for([
  ["ended", "--on-event takes TYPE=COMMAND, such as --on-event ended='notify-send done'"],
  ["endd=a", '--on-event: "endd" is no event to run a command on; did you mean ended?'],
  ["stall=a", '--on-event: "stall" is no event to run a command on; did you mean stalled?'],
  [
    "summary=a",
    '--on-event: "summary" is no event to run a command on; to run a command at the end: --on-end COMMAND',
  ],
  [
    "poll=a",
    '--on-event: "poll" is no event to run a command on; nothing is run for each answer; status is for each change',
  ],
  [
    "finished-today=a",
    `--on-event: "finished-today" is no event to run a command on; there is: ${eventTypes.join(", ")}`,
  ],
  ["ended=", "--on-event ended: there is no command"],
  ["ended='a", "--on-event ended: the quotation mark ' is not closed"],
] as const)("--on-event %j: %s", ([text, problem]) => {
  expect(() => readReactions([text], undefined)).toThrow(new UsageError(problem));
});

test("--on-end with a command that is none", () => {
  expect(() => readReactions([], "a | b")).toThrow(/^--on-end: only a shell understands \|/);
});

test("every type is one of the schema", () => {
  expect(eventSchema.properties?.["type"]?.anyOf?.[0]?.enum).toEqual(
    expect.arrayContaining([...eventTypes]),
  );
});
