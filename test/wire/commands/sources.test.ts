import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { appendRun } from "../../../src/history/file.ts";
import { nothingMore } from "../../../src/history/run.ts";
import { sourcesOf } from "../../../src/simulator/state/sources.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { credentials, serve } from "../support/scripted-server.ts";
import { runCommand, simulatedTenant } from "../support/simulated-command.ts";

const allSources = sourcesOf(1);

function rowsOf(output: string): readonly (readonly string[])[] {
  return output
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
}

describe("aggwatch sources", () => {
  test("shows the last run of every source, also of those that run", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, output, errors } = await run(["sources"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const [titles, ...rows] = rowsOf(output);
    expect(titles).toEqual(["SOURCE", "STARTED", "AGE", "RESULT", "DURATION", "USUAL"]);
    expect(rows).toHaveLength(allSources.length);
    expect(rows.find(([name]) => name === "Workday HR")).toEqual([
      "Workday HR",
      expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
      expect.stringMatching(/^(\d+m )?\d+s$/),
      "RUNNING",
      expect.stringMatching(/^(\d+m )?\d+s$/),
      expect.stringMatching(/^1[23]m$/),
    ]);
    expect(rows.find(([name]) => name === "Okta")?.slice(2, 4)).toEqual([
      expect.stringMatching(/^1d 0\dh$/),
      "SUCCESS",
    ]);
  });

  test("reads sources and tasks in a page each, and nothing for each source", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    await run(["sources"]);
    expect(simulator.requests.map(({ path }) => path)).toEqual([
      "/oauth/token",
      "/v2024/sources",
      "/v2024/task-status",
      "/v2024/task-status/pending-tasks",
    ]);
  });

  test("shows some, by name, by pattern or by id, in any capitals", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const okta = allSources.find(({ name }) => name === "Okta")?.id ?? "";
    const { output } = await run(["sources", "active directory*", okta, "workday HR"]);
    const names = rowsOf(output).map(([name]) => name);
    expect(names).toEqual([
      "SOURCE",
      "Active Directory",
      "Active Directory Test",
      "Okta",
      "Workday HR",
    ]);
  });

  test("says what was likely meant by a name that is none, and that no source matches", async () => {
    const { run } = await simulatedTenant(["normal"]);
    expect(await run(["sources", "Otka"])).toEqual({
      code: 2,
      output: "",
      errors:
        'aggwatch: no source named "Otka", or this user can\'t see it; did you mean "Okta"?\n',
    });
    expect(await run(["sources", "Okta", "Q*"])).toEqual({
      code: 2,
      output: "",
      errors: 'aggwatch: no source matches "Q*", or this user can\'t see it\n',
    });
  });

  test("writes an object for each source, in lines or in one array", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const lines = await run(["sources", "--output", "ndjson"]);
    const objects = lines.output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    for (const object of objects) expect(strictObjections(object)).toBe("");
    expect(objects).toContainEqual(
      expect.objectContaining({ type: "source", source: "Workday HR", isRunning: true }),
    );
    const { output } = await run(["sources", "Okta", "--output", "json"]);
    expect(output).toMatch(/^\[\n {2}\{\n {4}"v": 1,/);
    expect(JSON.parse(output)).toMatchObject([{ source: "Okta", verdict: "SUCCESS" }]);
  });

  test("compares with the runs of the history, too", async () => {
    const folder = await mkdtemp(join(tmpdir(), "aggwatch-sources-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { run, simulator } = await simulatedTenant(["normal"]);
    const usual = async () => {
      const other = { historyFolder: () => Promise.resolve(folder) };
      const { output } = await run(["sources", "Tableau", "--output=json"], "administrator", other);
      return Object(JSON.parse(output))[0].usualTookMs as unknown;
    };
    const before = await usual();
    await appendRun(folder, {
      ...nothingMore,
      ...noCourse,
      endedAt: Date.now(),
      tenant: new URL(simulator.baseUrl).host,
      id: "kept",
      source: "Tableau",
      ending: "COMPLETED",
      verdict: "SUCCESS",
      tookMs: 40 * 3_600_000,
    });
    expect(await usual()).not.toBe(before);
  });

  test("shows a SOURCE_SUBADMIN the sources that are theirs", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, output } = await run(["sources"], "subadmin");
    expect(code).toBe(0);
    const own = allSources.filter(({ isSubadmins }) => isSubadmins).map(({ name }) => name);
    const shown = rowsOf(output)
      .slice(1)
      .map(([name]) => name);
    expect(new Set(shown)).toEqual(new Set(own));
  });

  test("says which scope is missing, with 4", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, output, errors } = await run(["sources"], "sources-only");
    expect({ code, output }).toEqual({ code: 4, output: "" });
    expect(errors).toMatch(/idn:task-management:read/);
  });

  test("does not count a stuck task, and names it", async () => {
    const { run } = await simulatedTenant(["normal"], { stuckSources: ["Okta"] });
    const { output, errors } = await run(["sources", "Okta"]);
    expect(output).toMatch(/^Okta +\S+ \S+ +1d \d\dh +SUCCESS, stuck task /m);
    expect(errors).toMatch(/the task [0-9a-f]{32} of Okta is stuck/);
  });

  test.for([
    [
      "a limit that is no time",
      ["--older-than", "soon"],
      /invalid value "soon" for --older-than: it must be from 1s to 90d/,
    ],
    [
      "a longer time than tasks are kept",
      ["--older-than", "91d"],
      /invalid value "91d" for --older-than: it must be from 1s to 90d/,
    ],
    ["another form", ["--output", "csv"], /it must be table, ndjson or json/],
    ["a flag of another command", ["--all"], /unknown option '--all'/],
  ] as const)("refuses %s before anything is sent", async ([, flags, what]) => {
    const { run, simulator } = await simulatedTenant([]);
    const { code, errors } = await run(["sources", ...flags]);
    expect(code).toBe(2);
    expect(errors).toMatch(what);
    expect(simulator.requests).toEqual([]);
  });

  test("without any source to see ends with 5", async () => {
    const server = await serve(({ url }) =>
      url === "/oauth/token"
        ? { body: '{"access_token":"t0k3n","expires_in":43200}' }
        : { body: "[]" },
    );
    const ran = await runCommand(
      ["sources", "--failed"],
      server.baseUrl.href,
      credentials,
      systemClock,
    );
    expect(ran).toEqual({
      code: 5,
      output: "",
      errors: `aggwatch: no source at ${server.baseUrl.host}, or this user may see none\n`,
    });
  });
});

describe("aggwatch sources as a check", () => {
  /** A tenant where PeopleSoft has just failed and all others ran well, a day ago. */
  async function withFailure() {
    const tenant = await simulatedTenant(["errors"]);
    await tenant.run([`${tenant.simulator.aggregations[0]?.id}`, "--output", "quiet"]);
    return tenant;
  }

  test("writes nothing where every source passes", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const passed = { code: 0, output: "", errors: "" };
    expect(await run(["sources", "--older-than", "3d", "--failed"])).toEqual(passed);
    const json = await run(["sources", "--older-than", "3d", "--output", "json"]);
    expect(json).toEqual({ ...passed, output: "[]\n" });
  });

  test("shows the sources whose last run failed, with 1", async () => {
    const { run } = await withFailure();
    const { code, output, errors } = await run(["sources", "--failed"]);
    expect(code).toBe(1);
    expect(rowsOf(output).map(([name, , , result]) => [name, result])).toEqual([
      ["SOURCE", "RESULT"],
      ["PeopleSoft", "ERROR"],
    ]);
    expect(errors).toBe(`aggwatch: 1 of ${allSources.length} sources: last run failed\n`);
  });

  test("shows the sources whose last run is older, with 1", async () => {
    const { run } = await withFailure();
    const { code, output, errors } = await run(["sources", "--older-than", "12h"]);
    expect(code).toBe(1);
    const names = rowsOf(output)
      .slice(1)
      .map(([name]) => name);
    expect(names).toHaveLength(allSources.length - 1);
    expect(names).not.toContain("PeopleSoft");
    expect(errors).toMatch(/^aggwatch: \d+ of \d+ sources: last run older than 12h 00m\n$/);
  });

  test("with both shows what fails either, and says in JSON that it fails", async () => {
    const { run } = await withFailure();
    const flags = ["--older-than=12h", "--failed", "--output=ndjson"];
    const { code, output } = await run(["sources", "PeopleSoft", "Okta", ...flags]);
    expect(code).toBe(1);
    const objects = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(objects).toMatchObject([
      { source: "Okta", isFailed: false, check: "fails" },
      { source: "PeopleSoft", isFailed: true, check: "fails" },
    ]);
  });

  test("says with 3 that the tasks were not read as far back", async () => {
    const now = Date.now();
    const task = (index: number) => ({
      id: `t${index}`,
      uniqueName: "Cloud Account Aggregation",
      target: { id: "s1", name: "Busy [source]" },
      created: now - index * 1000,
      completed: now - index * 1000 + 1,
      completionStatus: "SUCCESS",
    });
    const tasks = Array.from({ length: 2500 }, (_, index) => task(index));
    const server = await serve(({ url }) => {
      const { pathname, searchParams } = new URL(url, "http://host");
      if (pathname === "/oauth/token")
        return { body: '{"access_token":"t0k3n","expires_in":43200}' };
      if (pathname.endsWith("/sources")) {
        return { body: '[{"id":"s1","name":"Busy"},{"id":"s2","name":"Rare"}]' };
      }
      if (pathname.endsWith("/pending-tasks")) return { status: 204, headers: {} };
      // It does not know the filter by several sources.
      if (searchParams.get("filters")?.includes("sourceId")) return { status: 400, body: "{}" };
      const offset = Number(searchParams.get("offset"));
      return { body: JSON.stringify(tasks.slice(offset, offset + 250)) };
    });
    const check = (olderThan: string) =>
      runCommand(
        ["sources", "--older-than", olderThan, "--output", "ndjson"],
        server.baseUrl.href,
        credentials,
        systemClock,
      );
    const unknown = await check("2d");
    expect(unknown.code).toBe(3);
    expect(JSON.parse(unknown.output)).toMatchObject({
      source: "Rare",
      id: null,
      check: "unknown",
    });
    expect(unknown.errors).toBe(
      "aggwatch: 1 of 2 sources: not known, the tasks were not read that far back\n",
    );
    expect(await check("30m")).toMatchObject({ code: 1 });
  });
});
