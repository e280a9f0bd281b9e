import { expect, test } from "vitest";
import { exitCodes } from "../../src/exit/exit-code-table.ts";
import { exampleText } from "./example-files.ts";
import { callsInPowerShell, nodesOf } from "./grammar.ts";

const text = exampleText("Wait-Aggregation.ps1");

test("a grammar of PowerShell takes it, and it calls aggwatch once", () => {
  expect(callsInPowerShell(text)).toEqual([
    [
      "start",
      "@Source",
      "--strict",
      "--timeout",
      "$Timeout",
      "--give-up-after",
      "15m",
      "--output",
      "ndjson",
    ],
  ]);
  expect(() => callsInPowerShell("param(")).toThrow("no powershell");
});

test("each exit code has an answer of its own, and it exits with it", () => {
  const switches = nodesOf(text, "powershell", "switch_statement");
  const ofCodes = switches.find(({ text: one }) => one.startsWith("switch ($code)"));
  const conditions = ofCodes?.descendantsOfType("switch_clause_condition") ?? [];
  const answered = conditions.flatMap((one) => one?.text.match(/\d+/g) ?? []).map(Number);
  expect(answered).toEqual(exitCodes.flatMap(({ codes }) => codes));
  expect(text).toMatch(/\n\$code = \$LASTEXITCODE\n[^]*\nexit \$code\n$/);
});

test("what it reads of the objects is what the schema has", async () => {
  const { default: schema } = await import("../../src/output/ndjson/events.schema.json", {
    with: { type: "json" },
  });
  const known = JSON.stringify(schema);
  const [, returned = ""] = /^\$returned = (.*)$/m.exec(text) ?? [];
  const selected = returned.replaceAll("'", "").split(", ");
  expect(selected).toContain("outcome");
  const read = Array.from(text.matchAll(/\$said\.(\w+)/g), ([, field]) => field);
  for (const field of [...selected, ...read]) expect(known).toContain(`"${field}":`);
  const types = Array.from(text.matchAll(/^ +'(\w+)' \{/gm), ([, type]) => type);
  expect(types).toEqual(["status", "ended"]);
  for (const type of types) expect(known).toContain(`"const":"${type}"`);
});
