import { expect, test } from "vitest";
import { meantCommand } from "../../../src/commands/flags/mistyped.ts";

const commands = [
  "demo",
  "simulate",
  "history",
  "list",
  "start",
  "status",
  "doctor",
  "help",
  "replay",
  "version",
];

test.for([
  ["demoo", "demo"],
  ["hlep", "help"],
  ["strat", "start"],
  ["statuss", "status"],
  ["stats", "status"],
  ["docter", "doctor"],
  ["histroy", "history"],
  ["hist", "history"],
  ["lst", "list"],
  ["Listt", "list"],
  ["LIST", "list"],
  ["ls", "list"],
  ["run", "start"],
  ["verison", "version"],
  ["follow", "--follow"],
] as const)("%s is meant to be %s", ([word, command]) => {
  expect(meantCommand(word, commands)).toBe(`did you mean: aggwatch ${command}`);
});

test.for(["watch", "wacth", "get"])("%s is what the program does without a command", (word) => {
  expect(meantCommand(word, commands)).toMatch(/^aggwatch ID watches one, and needs no command/);
});

test.for([
  "2c91808477a6b0c60177a81146b8110b",
  "deadbeef",
  "acme:list",
  "unknown",
  "Okta",
  "Slack",
  "Jira",
  "SAP",
  "AD",
  "constructor",
  "-",
  "",
])("%j resembles no command", (word) => {
  expect(meantCommand(word, commands)).toBeUndefined();
});
