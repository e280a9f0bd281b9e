import { describe, expect, test } from "vitest";
import { strictObjections } from "../../support/event-schema.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

const quietly = ["--heartbeat", "0", "--no-history"] as const;

function objectsOf(output: string): readonly Record<string, unknown>[] {
  const objects = output
    .split("\n")
    .filter(Boolean)
    .map((line): Record<string, unknown> => Object(JSON.parse(line)));
  for (const object of objects) expect(strictObjections(object)).toBe("");
  return objects;
}

describe("aggwatch start --entitlements", () => {
  test("starts the entitlements in place of the accounts", async () => {
    const { run } = await simulatedTenant(["warnings"]);
    const { code, output } = await run([
      "start",
      "Okta",
      "--entitlements",
      "--output",
      "ndjson",
      ...quietly,
    ]);
    expect(code).toBe(0);
    const ended = objectsOf(output).filter(({ type }) => type === "ended");
    expect(ended).toMatchObject([{ label: "Okta", kind: "entitlement", outcome: "COMPLETED" }]);
  });

  test("prints the id alone where it is not watched, and its kind in NDJSON", async () => {
    const { run } = await simulatedTenant(["warnings"]);
    const { code, output } = await run([
      "start",
      "Okta",
      "--entitlements",
      "--no-watch",
      "--output",
      "ndjson",
    ]);
    expect(code).toBe(0);
    expect(objectsOf(output)).toMatchObject([
      { type: "started", label: "Okta", kind: "entitlement", ranAlready: false },
    ]);
  });

  test("joins entitlements that run already, and not accounts", async () => {
    const { run, simulator } = await simulatedTenant(["entitlements"]);
    const args = ["start", "AWS IAM", "--no-watch"];
    const joined = await run([...args, "--entitlements"]);
    const [{ id } = { id: "" }] = simulator.aggregations;
    expect(joined).toMatchObject({ code: 0, output: `${id}\n` });
    expect(joined.errors).toContain(
      "aggwatch: the entitlements of AWS IAM are already being aggregated",
    );
    const beside = await run(args);
    expect(beside).toMatchObject({ code: 0, errors: "" });
    expect(beside.output).not.toBe(joined.output);
  });

  test("says which scope it takes where the tenant refuses it", async () => {
    const { run } = await simulatedTenant(["warnings"]);
    const { code, output, errors } = await run(
      ["start", "Okta", "--entitlements", "--output", "plain"],
      "without-user",
    );
    expect({ code, output }).toEqual({ code: 4, output: "" });
    expect(errors).toContain("403");
    expect(errors).toContain("idn:entitlement:manage");
  });
});

describe("aggwatch start --accounts-then-entitlements", () => {
  test("starts the entitlements once the accounts have ended well", async () => {
    const { run } = await simulatedTenant(["quick"]);
    const { code, output } = await run([
      "start",
      "Slack",
      "--accounts-then-entitlements",
      "--output",
      "ndjson",
      ...quietly,
    ]);
    expect(code).toBe(0);
    const told = objectsOf(output).filter(({ type }) =>
      ["added", "ended", "summary"].some((wanted) => wanted === type),
    );
    expect(told).toMatchObject([
      { type: "ended", label: "Slack", outcome: "COMPLETED" },
      { type: "added", label: "Slack", kind: "entitlement" },
      { type: "ended", label: "Slack", kind: "entitlement", outcome: "COMPLETED" },
      { type: "summary", outcomes: { COMPLETED: 2 }, exitCode: 0 },
    ]);
    expect(told[0]).not.toHaveProperty("kind");
  });

  test("starts none where the accounts ended badly, and says so", async () => {
    const { run } = await simulatedTenant(["errors"]);
    const { code, output, errors } = await run([
      "start",
      "PeopleSoft",
      "--accounts-then-entitlements",
      "--output",
      "plain",
      ...quietly,
    ]);
    expect(code).toBe(1);
    const why = "not started: its accounts did not end well";
    expect(errors).toContain(`aggwatch: PeopleSoft (entitlements): ${why}\n`);
    expect(output).toContain(`PeopleSoft (entitlements)  − ${why}\n`);
  });

  test("counts warnings of the accounts as bad with --strict", async () => {
    const { run } = await simulatedTenant(["warnings"]);
    const { code, errors } = await run([
      "start",
      "Okta",
      "--accounts-then-entitlements",
      "--strict",
      "--output",
      "plain",
      ...quietly,
    ]);
    expect(code).toBe(1);
    expect(errors).toContain("Okta (entitlements): not started");
  });

  test("has one exit code over both kinds", async () => {
    const { run } = await simulatedTenant(["entitlements-errors"]);
    const { code, output } = await run([
      "start",
      "Splunk",
      "--accounts-then-entitlements",
      "--output",
      "plain",
      ...quietly,
    ]);
    expect(output).toMatch(/Splunk +COMPLETED/);
    expect(output).toMatch(/Splunk \(entitlements\) +FAILED/);
    expect(code).toBe(1);
  });
});

test.for([
  [["--entitlements", "--accounts-then-entitlements"], "cannot be used with"],
  [["--entitlements", "--unoptimized"], "cannot be used with"],
  [["--accounts-then-entitlements", "--no-watch"], "has to watch each until its end"],
] as const)("%j is wrong usage", async ([flags, text]) => {
  const { run } = await simulatedTenant(["quick"]);
  const { code, output, errors } = await run(["start", "Slack", ...flags]);
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(errors).toContain(text);
});
