import { expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

const deprecated = { isOldDeprecated: true };

test.for(["beta", "v2024", "v2025", "v2026"])(
  "a look-up in %s says once that the tenant marks it as deprecated, and what to do",
  async (version) => {
    const { run, simulator } = await simulatedTenant(["normal"], deprecated);
    const { code, errors } = await run(["list", "--all", "--api-version", version]);
    const { host } = new URL(simulator.baseUrl);
    expect(errors).toBe(
      `aggwatch: API version ${version} is marked as deprecated by ${host}; --api-version v1 calls the current one\n`,
    );
    expect(code).toBe(0);
  },
);

test("v1 is not marked", async () => {
  const { run } = await simulatedTenant(["normal"], deprecated);
  expect((await run(["list", "--api-version", "v1"])).errors).not.toContain("deprecated");
});

test("a watch says it once, as a line", async () => {
  const { run, simulator } = await simulatedTenant(["quick", "zero"], deprecated);
  const ids = simulator.aggregations.map(({ id }) => id);
  const { output, errors } = await run([...ids, "--output", "plain"]);
  expect(output.match(/ API version v2024 is marked as deprecated by the tenant; /g)).toHaveLength(
    1,
  );
  expect(errors).toBe("");
});

test("and as an event of NDJSON", async () => {
  const { run, simulator } = await simulatedTenant(["quick"], deprecated);
  const [id = ""] = simulator.aggregations.map((one) => one.id);
  const { output } = await run([id, "--output", "ndjson"]);
  const lines = output
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const told = lines.filter((line) => Object(line).type === "deprecated");
  expect(told).toEqual([expect.objectContaining({ id: null, version: "v2024" })]);
});

test("the doctor notes it, and finds nothing wrong", async () => {
  const { run } = await simulatedTenant(["normal"], deprecated);
  const { code, output } = await run(["doctor"]);
  expect(output).toContain("v2024 is marked as deprecated by the tenant");
  expect(output).toContain("--api-version v1");
  expect(code).toBe(0);
});

test("a run says it once, however many look-ups and watches it has", async () => {
  const { run, simulator } = await simulatedTenant(["quick", "zero"], deprecated);
  const sources = simulator.aggregations.map(({ source }) => source);
  const start = ["start", ...sources, "--sequential", "--output", "plain", "--if-running", "join"];
  const { output, errors } = await run(start);
  expect(`${output}${errors}`.match(/ is marked as deprecated by /g)).toHaveLength(1);
});
