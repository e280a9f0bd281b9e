import { expect, test } from "vitest";
import { jsonDocument } from "../../../src/output/json-document.ts";
import { objections } from "../../support/event-schema.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

/** The objects of lines of NDJSON. */
function linesOf(output: string): readonly Record<string, unknown>[] {
  return output
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Without what each run has of its own. */
function timeless(objects: readonly Record<string, unknown>[]) {
  return objects.map(({ ts, ...rest }) => ({ ...rest, ts: typeof ts }));
}

test.for([["list"], ["list", "--all"], ["history", "--from-tenant"]])(
  "%j writes in one document what --output ndjson writes in lines",
  async (command) => {
    const { run } = await simulatedTenant(["normal", "cancelled"]);
    const { output: ndjson } = await run([...command, "--output", "ndjson"]);
    for (const flags of [["--output", "json"], ["-o", "json"], ["--json"]]) {
      const { code, output } = await run([...command, ...flags]);
      const objects = JSON.parse(output) as readonly Record<string, unknown>[];
      expect(code).toBe(0);
      expect(output).toBe(`${jsonDocument(objects)}\n`);
      expect(timeless(objects)).toEqual(timeless(linesOf(ndjson)));
      expect(objects.length).toBeGreaterThan(0);
      expect(objects.map(objections).join("")).toBe("");
    }
  },
);

test("a list of nothing is an empty document, and says so on standard error", async () => {
  const { run } = await simulatedTenant([]);
  const { code, output, errors } = await run(["list", "--json"]);
  expect({ code, output }).toEqual({ code: 0, output: "[]\n" });
  expect(errors).toMatch(/^aggwatch: no /);
});
