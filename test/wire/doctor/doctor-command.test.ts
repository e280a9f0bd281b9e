import { describe, expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

test("the first lines are those of a bug report", async () => {
  const { run } = await simulatedTenant([]);
  const { code, output } = await run(["doctor"]);
  expect(code).toBe(0);
  expect(output.split("\n").slice(0, 2)).toEqual([
    expect.stringMatching(/^✓ aggwatch +\S+, Node\.js 24\.1\.0, Linux 6\.8\.0 x64$/),
    "✓ terminal        no terminal: plain lines will be written",
  ]);
});

describe("--output json", () => {
  test.for([["--output", "json"], ["-o", "json"], ["--json"]])(
    "is one document with all checks: %j",
    async (flags) => {
      const { run, simulator } = await simulatedTenant([]);
      const lines = (await run(["doctor"])).output;
      const { code, output, errors } = await run(["doctor", ...flags]);
      const told: unknown = JSON.parse(output);
      expect({ code, errors, told }).toMatchObject({
        code: 0,
        errors: "",
        told: {
          v: 1,
          type: "doctor",
          node: "24.1.0",
          system: "Linux 6.8.0",
          architecture: "x64",
          exitCode: 0,
        },
      });
      const { checks } = told as { checks: readonly { name: string; found: readonly string[] }[] };
      const names = lines.match(/^[✓!✗·] .{14}/gm)?.map((head) => head.slice(2).trim());
      expect(checks.map(({ name }) => name)).toEqual(names);
      expect(checks.find(({ name }) => name === "configuration")?.found[0]).toContain(
        simulator.baseUrl,
      );
      expect(output).not.toContain(simulator.clientSecret);
    },
  );

  test("has the advice and the exit code of what is wrong", async () => {
    const { run } = await simulatedTenant([]);
    const { code, output } = await run(["doctor", "--json"], "administrator", { env: {} });
    expect(code).toBe(2);
    expect(JSON.parse(output)).toMatchObject({
      exitCode: 2,
      checks: expect.arrayContaining([
        {
          name: "configuration",
          verdict: "bad",
          found: expect.any(Array),
          advice: expect.any(String),
        },
        { name: "sign-in", verdict: "unchecked", found: ["not checked"] },
      ]),
    });
  });
});
