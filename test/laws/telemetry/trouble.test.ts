import { expect, test } from "vitest";
import { createTroubleTeller } from "../../../src/telemetry/trouble.ts";

function telling() {
  const lines: string[] = [];
  return { lines, say: createTroubleTeller((line) => lines.push(line)) };
}

test("an error that the SDK writes as JSON is told in its words, without its stack", () => {
  const { lines, say } = telling();
  say(
    JSON.stringify({ stack: "Error: x\n at y", message: "connect refused", code: "ECONNREFUSED" }),
  );
  say(JSON.stringify({ stack: "…", name: "AggregateError", message: "", code: "ECONNREFUSED" }));
  say("Unsupported OTLP traces protocol: x");
  expect(lines).toEqual([
    "telemetry: connect refused, ECONNREFUSED",
    "telemetry: AggregateError, ECONNREFUSED",
    "telemetry: Unsupported OTLP traces protocol: x",
  ]);
});

test("the same is told once, and of many five", () => {
  const { lines, say } = telling();
  for (let time = 0; time < 100; time += 1) say("the same");
  for (let time = 0; time < 100; time += 1) say(`another, ${time}`);
  expect(lines).toHaveLength(5);
});

test("it is one line that is safe to print", () => {
  const { lines, say } = telling();
  say("a\nb\u001b[31m");
  expect(lines.join("")).toMatch(/^[ -~]+$/);
});
