import { expect, test } from "vitest";
import { eventTypes } from "../../../src/reactions/event-types.ts";
import { readReactions } from "../../../src/reactions/read-reactions.ts";
import { variables } from "../../../src/reactions/variables.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import { eventSchema } from "../../support/event-schema.ts";

const done = { kind: "program", program: "done", args: [] };

test("commands are read with their events, in the order given, and that of the end last", () => {
  expect(readReactions(["ended=done", "stalled = shell: a=b"], "done", "linux")).toEqual([
    { on: "ended", command: done, name: "--on-event ended" },
    { on: "stalled", command: { kind: "shell", line: "a=b" }, name: "--on-event stalled" },
    { on: "end", command: done, name: "--on-end" },
  ]);
  expect(readReactions([], undefined, "linux")).toEqual([]);
});

test.for([
  ["ended", "--on-event takes TYPE=COMMAND, such as --on-event ended='notify-send done'"],
  ["endd=a", '--on-event: "endd" is not an event that can run a command; did you mean ended?'],
  ["stall=a", '--on-event: "stall" is not an event that can run a command; did you mean stalled?'],
  [
    "summary=a",
    '--on-event: "summary" is not an event that can run a command; to run a command at the end: --on-end COMMAND',
  ],
  [
    "poll=a",
    '--on-event: "poll" is not an event that can run a command; nothing is run for each answer; status is for each change',
  ],
  [
    "finished-today=a",
    `--on-event: "finished-today" is not an event that can run a command; the events are: ${eventTypes.join(", ")}`,
  ],
  ["ended=", "--on-event ended: no command given"],
  ["ended='a", "--on-event ended: the quotation mark ' is not closed"],
] as const)("--on-event %j: %s", ([text, problem]) => {
  expect(() => readReactions([text], undefined, "linux")).toThrow(new UsageError(problem));
});

test("--on-end with a command that is none", () => {
  expect(() => readReactions([], "a | b", "linux")).toThrow(/^--on-end: \| needs a shell/);
});

test.for(
  variables
    .map(([name]) => name)
    .filter((name) => name !== "AGGWATCH_TYPE" && name !== "AGGWATCH_EXIT_CODE"),
)("%s is no part of a line of cmd.exe, where its value could be a command", (name) => {
  for (const written of [`%${name}%`, `%${name.toLowerCase()}%`, `%${name}:~0,9%`]) {
    const text = `shell: echo "${written}" >> log.txt`;
    const refused = /in cmd\.exe, the value of %AGGWATCH_\w+% would become part of the command/i;
    expect(() => readReactions([`ended=${text}`], undefined, "win32")).toThrow(refused);
    expect(() => readReactions([], text, "win32")).toThrow(refused);
    expect(readReactions([], text, "darwin")).toHaveLength(1);
  }
});

test("what only aggwatch makes up may stand in a line of cmd.exe", () => {
  const text = "shell: echo %AGGWATCH_TYPE% %AGGWATCH_EXIT_CODE% %USERNAME% >> log.txt";
  expect(readReactions([], text, "win32")).toHaveLength(1);
});

test("every type is one of the schema", () => {
  expect(eventSchema.properties?.["type"]?.anyOf?.[0]?.enum).toEqual(
    expect.arrayContaining([...eventTypes]),
  );
});
