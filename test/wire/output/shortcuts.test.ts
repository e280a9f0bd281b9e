import { expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

const demo = ["demo", "quick", "--speed", "100"];

test("-q and --quiet are --output quiet, also where a default says otherwise", async () => {
  const { run } = await simulatedTenant([]);
  for (const flag of ["-q", "--quiet"]) {
    for (const env of [{}, { AGGWATCH_OUTPUT: "ndjson" }]) {
      const { code, output } = await run([...demo, flag], "administrator", { env });
      expect({ code, output }).toEqual({ code: 0, output: "" });
    }
  }
});

test("--json is --output ndjson where there are lines, and takes what that takes", async () => {
  const { run } = await simulatedTenant([]);
  const { code, output } = await run([...demo, "--json", "--polls"]);
  expect(code).toBe(0);
  const types = output
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly type: string }).type);
  expect(types).toContain("poll");
  expect(types.at(-1)).toBe("summary");
});

test("-i is --interval, -o is --output, -V is --version", async () => {
  const { run } = await simulatedTenant([]);
  const { code, output } = await run([...demo, "-i", "1s", "-o", "ndjson"]);
  expect(code).toBe(0);
  expect(output).toContain('"intervalMs":1000');
  const versions = await Promise.all([["-V"], ["--version"], ["version"]].map((args) => run(args)));
  for (const version of versions) {
    expect(version).toEqual({ code: 0, output: expect.stringMatching(/^\S+\n$/), errors: "" });
  }
  expect(new Set(versions.map((one) => one.output)).size).toBe(1);
});
