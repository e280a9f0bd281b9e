import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

/** The ids of a tenant's aggregations, each with its source's name, as arguments. */
async function watchable(...scenarios: Parameters<typeof simulatedTenant>[0]) {
  const tenant = await simulatedTenant(scenarios);
  const ids = tenant.simulator.aggregations.map(({ id, source }) => `${id}=${source}`);
  return { ...tenant, ids };
}

describe("--timeout", () => {
  test("leaves with 124 then, and says what still runs", async () => {
    const { run, ids } = await watchable("normal", "bad-request", "stall");
    const { code, output, errors } = await run([...ids, "--timeout", "1m"]);
    expect(code).toBe(124);
    expect(output).toMatch(/Z +(?=.*2 still running)(?=.*1 refused).*\n$/);
    expect(errors).toBe(
      "aggwatch: timed out after 1m 00s; still running: Workday HR, ServiceNow\n",
    );
  });

  test("has no say where all have ended before", async () => {
    const { run, ids } = await watchable("quick");
    expect(await run([...ids, "--timeout", "2h"])).toMatchObject({ code: 0, errors: "" });
  });

  test("ends what would never end by itself", async () => {
    const { run } = await watchable("bad-request");
    const { code, errors } = await run(["--follow", "--timeout", "1m"]);
    expect({ code, errors }).toEqual({ code: 124, errors: "aggwatch: timed out after 1m 00s\n" });
  });

  test("counts for ids that are read from an input without an end", async () => {
    const { run } = await watchable("quick");
    const { code, errors } = await run(["-", "--timeout", "60"], "administrator", {
      stdin: endless(),
    });
    expect({ code, errors }).toEqual({ code: 124, errors: "aggwatch: timed out after 1m 00s\n" });
  });

  test("counts for a source that is looked up first", async () => {
    const { run } = await watchable("normal");
    const { code, errors } = await run(["--source", "Workday HR", "--timeout", "90"]);
    expect(code).toBe(124);
    expect(errors).toBe("aggwatch: timed out after 1m 30s; still running: Workday HR\n");
  });

  test("covers all that start --sequential does, and says what was not started", async () => {
    const { run } = await watchable("zero", "normal");
    const sources = ["start", "Payroll", "Workday HR", "Slack", "--sequential"];
    const { code, output, errors } = await run([...sources, "--timeout", "6m"]);
    expect(code).toBe(124);
    expect(output).toMatch(/Payroll +COMPLETED in/);
    expect(errors).toMatch(
      /not started: Slack\naggwatch: timed out after 6m 00s; still running: Workday HR\n$/,
    );
  });

  test("counts in the demo's own time", async () => {
    const { run } = await watchable("quick");
    const args = ["demo", "normal", "zero", "--speed", "2", "--timeout", "30s"];
    const { code, errors } = await run(args);
    expect(code).toBe(124);
    expect(errors).toBe("aggwatch: timed out after 30s; still running: Workday HR, Payroll\n");
  });
});

/** A stream that says nothing and does not end. */
function endless(): AsyncIterable<Uint8Array> {
  const never = new Promise<IteratorResult<Uint8Array>>(() => undefined);
  return { [Symbol.asyncIterator]: () => ({ next: () => never }) };
}

describe("--any", () => {
  test("leaves at the first end, which alone decides", async () => {
    const { run, ids } = await watchable("normal", "zero");
    const { code, output, errors } = await run([...ids, "--any"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(/Payroll +COMPLETED in[^]*1 completed/);
    expect(output).toContain("1 still running");
  });

  test("leaves with the code of a bad end", async () => {
    const { run, ids } = await watchable("normal", "bad-request");
    const { code, output } = await run([...ids, "--any"]);
    expect(code).toBe(3);
    expect(output).toMatch(/REFUSED: HTTP 400[^]*1 still running/);
  });

  test("waits for the verdict of what has COMPLETED: only that is its end", async () => {
    const { run, ids } = await watchable("errors", "stall");
    const { code, output } = await run([...ids, "--any"]);
    expect(code).toBe(1);
    expect(output).toContain("COMPLETED WITH ERRORS");
  });
});

describe("--fail-fast", () => {
  test("goes on after a good end and leaves at the first bad one", async () => {
    const { run, ids } = await watchable("zero", "cancelled", "normal");
    const { code, output } = await run([...ids, "--fail-fast"]);
    expect(code).toBe(1);
    expect(output).toMatch(/Payroll +COMPLETED in[^]*CANCELLED by a user/);
    expect(output).toContain("1 still running");
  });

  test("takes a warning for a bad end where --strict does", async () => {
    const { run, ids } = await watchable("warnings", "stall");
    const strict = await run([...ids, "--fail-fast", "--strict"]);
    expect(strict.code).toBe(1);
    expect(strict.output).toContain("1 still running");
  });

  test("starts no further ones of start --sequential", async () => {
    const { run, simulator } = await watchable("cancelled");
    const sources = ["start", "GitHub", "Okta", "Slack", "--sequential"];
    const { code, errors } = await run([...sources, "--fail-fast"]);
    expect(code).toBe(1);
    expect(errors).toContain("aggwatch: not started: Okta, Slack\n");
    expect(simulator.requests.filter(({ path }) => path.endsWith("/load-accounts"))).toEqual([]);
  });
});

describe("--give-up-after", () => {
  test("ends what has no answer for so long, exit code 3", async () => {
    const { run, simulator, ids } = await watchable("normal");
    await simulator.close();
    const { code, output } = await run([...ids, "--give-up-after", "2m"]);
    expect(code).toBe(3);
    expect(output).toMatch(
      /Workday HR +GIVEN UP: .*ECONNREFUSED.* for \d+m \d\ds, \d+ tries, never seen; outcome unknown\n.* 1 given up\n$/,
    );
  });

  test("lets faults pass that do not last so long", async () => {
    const { run, ids } = await watchable("fault-502", "reset");
    const { code, output } = await run([...ids, "--give-up-after", "10m"]);
    expect(code).toBe(0);
    expect(output).toContain("reachable again after");
  });
});

test.for([
  ["--any", "--stay"],
  ["--fail-fast", "--stay"],
] as const)("%s with %s is refused: it leaves, and the other stays", async ([leaves, stays]) => {
  const { run, ids } = await watchable("quick");
  for (const command of [ids, ["start", "Okta"], ["demo"]]) {
    const { code, errors, output } = await run([...command, leaves, stays]);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toContain(`${leaves} cannot be used with ${stays}`);
  }
});

test("--any with --sequential is refused: the second would never start", async () => {
  const { run } = await watchable("quick");
  expect(await run(["start", "Okta", "--any", "--sequential"])).toMatchObject({ code: 2 });
});

test("a reader that goes away while something runs is left with 8", async () => {
  const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;
  const child = spawn(process.execPath, [program, "demo", "normal"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [code] = await once(child, "exit");
  expect(code).toBe(8);
});
