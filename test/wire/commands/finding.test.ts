import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

describe("aggwatch list", () => {
  test("lists what runs now, with its source and since when", async () => {
    const { run, simulator } = await simulatedTenant(["normal", "deletions"]);
    const { code, output, errors } = await run(["list"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const [titles = "", ...rows] = output.trimEnd().split("\n");
    expect(titles).toMatch(/^ID +SOURCE +STARTED +STATE +DURATION$/);
    expect(rows).toHaveLength(2);
    for (const { id, source } of simulator.aggregations) {
      expect(output).toMatch(
        new RegExp(
          `^${id}  ${source} +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  RUNNING  (?:\\d+m )?\\d+s$`,
          "m",
        ),
      );
    }
  });

  test("tells for how long by the tenant's clock, however wrong that of this computer is", async () => {
    const { run, clock } = await simulatedTenant(["normal"]);
    const wrong = { ...clock, now: () => clock.now() + 3_600_000 };
    const { output } = await run(["list"], "administrator", { clock: wrong });
    expect(output).toMatch(/RUNNING {2}(?:\d{1,2}m )?\d+s$/m);
  });

  test("lists those that are over as well with --all, newest first", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, output } = await run(["list", "--all"]);
    expect(code).toBe(0);
    const rows = output.trimEnd().split("\n").slice(1);
    expect(rows[0]).toContain("RUNNING");
    expect(rows.some((row) => /SUCCESS|WARNING|ERROR/.test(row))).toBe(true);
    const starts = rows.map((row) => /\d{4}-\S+ \d\d:\d\d/.exec(row)?.[0] ?? "");
    expect(starts).toEqual(starts.toSorted().toReversed());
  });

  test("writes a JSON object a line", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    const { output } = await run(["list", "--output", "ndjson"]);
    const [aggregation] = simulator.aggregations;
    expect(
      output
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([{ v: 1, type: "aggregation", id: aggregation?.id, source: "Workday HR" }]);
  });

  test("has what the tasks of those that are over have counted", async () => {
    const { run, simulator } = await simulatedTenant(["zero"]);
    await run([`${simulator.aggregations[0]?.id}`, "--output", "quiet"]);
    const { output } = await run(["list", "--all", "--source", "Payroll", "--output", "ndjson"]);
    const [newest = ""] = output.split("\n");
    const { taskCounts } = Object(JSON.parse(newest));
    expect(taskCounts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
    expect(taskCounts.total).toBe(taskCounts.optimized);
  });

  test("lists one source, and says what there is where its name is not one", async () => {
    const { run } = await simulatedTenant(["normal", "deletions"]);
    const one = await run(["list", "--source", "Active Directory"]);
    expect(one.output).toContain("Active Directory");
    expect(one.output).not.toContain("Workday");
    const similar = await run(["list", "--source", "Work"]);
    expect(similar).toMatchObject({ code: 2, output: "" });
    expect(similar.errors).toMatch(
      /no source named "Work"; similar names:\n(?:.*\n)* +[0-9a-f]{32} +Workday HR\n/,
    );
    const unknown = await run(["list", "--source", "Nowhere"]);
    expect(unknown.code).toBe(2);
    expect(unknown.errors).toContain('no source named "Nowhere"');
  });

  test("tells a user who may not that he may not, and what it takes", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, errors, output } = await run(["list"], "sources-only");
    expect({ code, output }).toEqual({ code: 4, output: "" });
    expect(errors).toMatch(/idn:task-management:read.*403.*request id [0-9a-f]{32}/);
  });
});

describe("aggwatch --source", () => {
  test("watches that source's running aggregation, called by its source", async () => {
    const { run } = await simulatedTenant(["zero", "quick"]);
    const { code, output } = await run(["--source", "Payroll", "--source", "Slack"]);
    expect(code).toBe(0);
    expect(output).toMatch(/Payroll +COMPLETED/);
    expect(output).toMatch(/Slack +COMPLETED/);
  });

  test("says what there is where the name is not one", async () => {
    const { run } = await simulatedTenant(["zero"]);
    expect(await run(["--source", "Nowhere"])).toMatchObject({ code: 2, output: "" });
  });
});

describe("aggwatch start", () => {
  test("starts an aggregation and watches it to its end", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const { code, output } = await run(["start", "Workday HR", "--unoptimized"]);
    expect({ code, ended: /Workday HR +COMPLETED/.test(output) }).toEqual({ code: 0, ended: true });
    const starts = simulator.requests.filter(({ path }) => path.endsWith("/load-accounts"));
    expect(starts).toHaveLength(1);
  });

  test("prints the ids and leaves with --no-watch", async () => {
    const { run } = await simulatedTenant(["quick"]);
    const { code, output } = await run(["start", "Workday HR", "Okta", "--no-watch"]);
    expect(code).toBe(0);
    expect(output).toMatch(/^[0-9a-f]{32}\n[0-9a-f]{32}\n$/);
  });

  test("starts one after the other with --sequential", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const { code } = await run(["start", "Workday HR", "Okta", "--sequential"]);
    expect(code).toBe(0);
    const paths = simulator.requests.map(({ path }) => path);
    const isStart = (path: string) => path.endsWith("/load-accounts");
    const between = paths.slice(paths.findIndex(isStart) + 1, paths.findLastIndex(isStart));
    expect(between.some((path) => path.endsWith("/status"))).toBe(true);
  });

  test("watches the one that runs already, and says so", async () => {
    const { run, simulator } = await simulatedTenant(["zero"]);
    const { code, errors } = await run(["start", "Payroll"]);
    expect(code).toBe(0);
    expect(errors).toContain("Payroll is already being aggregated (");
    expect(errors).toContain(`: ${simulator.aggregations[0]?.id}\n`);
    expect(simulator.requests.filter(({ path }) => path.endsWith("/load-accounts"))).toEqual([]);
  });

  test("starts nothing where a name is not one source's", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const { code } = await run(["start", "Okta", "Nowhere"]);
    expect(code).toBe(2);
    expect(simulator.requests.filter(({ path }) => path.endsWith("/load-accounts"))).toEqual([]);
  });

  test("refuses what does not go together, and a file that cannot be read", async () => {
    const { run } = await simulatedTenant(["quick"]);
    expect(await run(["start", "A", "--sequential", "--no-watch"])).toMatchObject({ code: 2 });
    expect(await run(["start", "A", "B", "--file", "x.csv"])).toMatchObject({ code: 2 });
    const missing = await run(["start", "A", "--file", "/nowhere/x.csv"]);
    expect(missing.code).toBe(2);
    expect(missing.errors).toContain("--file /nowhere/x.csv does not exist");
  });

  test("tells what the tenant says against a start, exit code 1", async () => {
    const { run } = await simulatedTenant(["quick"]);
    const file = join(mkdtempSync(join(tmpdir(), "aggwatch-")), "accounts.csv");
    writeFileSync(file, "givenName,familyName\nA,B\n");
    const { code, errors } = await run(["start", "Contractors", "--file", file]);
    expect(code).toBe(1);
    expect(errors).toMatch(/: accounts\.csv was refused; correct it, [^]*HTTP 400[^]*Column: /);
  });
});

describe("a watch", () => {
  test("calls an id without a label by its source", async () => {
    const { run, simulator } = await simulatedTenant(["zero"]);
    const id = simulator.aggregations[0]?.id ?? "";
    const { code, output } = await run([id]);
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`${id} +source Payroll`));
    expect(output).toMatch(/ {2}Payroll +COMPLETED/);
  });

  test("tells a token without a user what it lacks", async () => {
    const { run, simulator } = await simulatedTenant(["zero"]);
    const { code, output } = await run([simulator.aggregations[0]?.id ?? ""], "without-user");
    expect(code).toBe(4);
    expect(output).toMatch(/HTTP 403.*the token acts for no user.*personal access token/);
  });
});

describe("an API version that the tenant does not know", () => {
  const apiVersions = ["v2024", "v2025"] as const;
  const unknown = "0123456789abcdef0123456789abcdef";
  const text = "the tenant does not know API version v2026; try without --api-version";

  test("is said where something is looked up", async () => {
    const { run } = await simulatedTenant(["zero"], { apiVersions });
    const { code, errors } = await run(["list", "--api-version", "v2026"]);
    expect(code).toBe(3);
    expect(errors).toContain(text);
  });

  test("is said after a watch, once, and while it lasts that the 404 may mean that", async () => {
    const { run, simulator } = await simulatedTenant(["zero"], { apiVersions });
    const id = simulator.aggregations[0]?.id ?? "";
    const { code, output, errors } = await run([id, unknown, "--api-version", "v2026"]);
    expect(code).toBe(3);
    expect(output).toMatch(/NOT FOUND: .* either the id or API version v2026 is unknown there/);
    expect(errors.split(text)).toHaveLength(2);
  });

  test("is not said of an id that the service itself does not know", async () => {
    const { run } = await simulatedTenant(["zero"], { apiVersions });
    const { code, errors } = await run([unknown]);
    expect({ code, errors }).toEqual({ code: 3, errors: "" });
  });
});
