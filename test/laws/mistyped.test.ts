import { expect, test } from "vitest";
import { meantCommand } from "../../src/commands/mistyped.ts";

const commands = ["demo", "simulate", "history", "list", "start", "doctor", "help", "replay"];

test.for([
  ["demoo", "demo"],
  ["hlep", "help"],
  ["strat", "start"],
  ["docter", "doctor"],
  ["histroy", "history"],
] as const)("%s is meant to be %s", ([word, command]) => {
  expect(meantCommand([word], commands)).toBe(command);
});

test.for([
  ["2c91808477a6b0c60177a81146b8110b"],
  ["deadbeef"],
  ["acme:list"],
  ["lst"],
  ["Listt"],
  ["unknown"],
  ["-"],
  [],
])("%j is no command that somebody mistyped", (words) => {
  expect(meantCommand(words, commands)).toBeUndefined();
});
