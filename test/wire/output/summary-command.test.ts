import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readXml } from "../../support/xml.ts";
import { recordingPath } from "../../support/recordings.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-summary-"));
});
afterEach(() => rm(folder, { recursive: true }));

const head =
  "| Aggregation | Id | Outcome | Took | Accounts | Task counts | Message |\n" +
  "| --- | --- | --- | ---: | ---: | --- | --- |\n";

/** An aggregation with errors, and one without, as arguments. */
async function errorsAndQuick() {
  const tenant = await simulatedTenant(["quick", "errors"]);
  const ids = tenant.simulator.aggregations.map(({ id, source }) => `${id}=${source}`);
  return { ...tenant, ids };
}

describe("--summary markdown", () => {
  test("with --output quiet is all that is written", async () => {
    const { run, ids } = await errorsAndQuick();
    const ran = await run([...ids, "--output", "quiet", "--summary", "markdown"]);
    expect(ran).toMatchObject({ code: 1, errors: "" });
    expect(ran.output.startsWith(`${head}| PeopleSoft | `)).toBe(true);
    expect(ran.output).toMatch(/\| ✗ COMPLETED WITH ERRORS \| .*17 accounts could not be/);
    expect(ran.output).toMatch(/\| Slack \| [0-9a-f]{32} \| ✓ COMPLETED \| \S+ \S+ \| 41\/41 \|/);
    expect(ran.output).toMatch(
      /\n\n2 aggregations: 1 completed, 1 completed with errors\. \*\*Exit code 1\*\*: one was .*\.\n$/,
    );
  });

  test("stands after the lines, and an empty one", async () => {
    const { run, ids } = await errorsAndQuick();
    const { output } = await run([...ids, "--summary", "markdown"]);
    expect(output).toContain(`Z              1 completed, 1 completed with errors\n\n${head}`);
  });

  test("does not stand among objects: it takes a file, and nothing is asked before", async () => {
    const { run, ids, simulator } = await errorsAndQuick();
    for (const command of [ids, ["start", "Slack"], ["demo"], ["replay", "x"]]) {
      const ran = await run([...command, "--output", "ndjson", "--summary", "markdown"]);
      expect(ran).toEqual({
        code: 2,
        output: "",
        errors:
          "aggwatch: --summary writes to standard output, where --output ndjson has its objects; " +
          "add --summary-file FILE\n",
      });
    }
    expect(simulator.requests).toEqual([]);
  });

  test("is for what is watched", async () => {
    const { run, simulator } = await errorsAndQuick();
    const ran = await run(["start", "Slack", "--no-watch", "--summary", "markdown"]);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(/--summary needs a watch; leave out --no-watch/);
    expect(simulator.requests).toEqual([]);
  });

  test("takes nothing but markdown and junit", async () => {
    const { run } = await errorsAndQuick();
    const { code, errors } = await run(["demo", "--summary", "html"]);
    expect(code).toBe(2);
    expect(errors).toContain("it must be markdown or junit");
  });

  test("tells what still runs when the time is over", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    const flags = ["--timeout", "90", "--output", "quiet", "--summary", "markdown"];
    const { code, output } = await run([`${simulator.aggregations[0]?.id}=Workday`, ...flags]);
    expect(code).toBe(124);
    expect(output).toMatch(/\| Workday \| \w+ \| \S+ [A-Z]+ when left \|/);
    expect(output).toMatch(/1 still running\. \*\*Exit code 124\*\*: --timeout ran out\.\n$/);
  });

  test("tells what still runs at a signal", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    let signal: ((one: "SIGTERM") => void) | undefined;
    const ran = run(
      [`${simulator.aggregations[0]?.id}`, "--output", "quiet", "--summary=markdown"],
      "administrator",
      {
        onSignal: (listener) => {
          signal = listener;
          return () => undefined;
        },
      },
    );
    // A token, a status, and once that has been answered its source.
    await expect.poll(() => simulator.requests.length).toBeGreaterThan(2);
    signal?.("SIGTERM");
    const { code, output } = await ran;
    expect(code).toBe(143);
    expect(output).toMatch(
      / when left \|.*\n\n1 aggregation: 1 still running\. \*\*Exit code 143\*\*/,
    );
  });

  test("counts with --any those that have ended, and says so", async () => {
    const { run, simulator } = await simulatedTenant(["quick", "normal"]);
    const ids = simulator.aggregations.map(({ id }) => id);
    const { code, output } = await run([...ids, "--any", "--output=quiet", "--summary=markdown"]);
    expect(code).toBe(0);
    expect(output).toContain("**Exit code 0**: of those that have ended, every aggregation");
  });

  test("says that nothing was watched where nobody may look", async () => {
    const { run } = await errorsAndQuick();
    const flags = ["--output", "quiet", "--summary", "markdown"];
    const { code, output } = await run(["start", "Slack", ...flags], "sources-only");
    expect(code).toBe(4);
    expect(output).toMatch(/^No aggregation was watched\. \*\*Exit code 4\*\*: .*\(403\)\.\n$/);
  });

  test("of start --sequential is one of all", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const flags = ["--sequential", "--output", "quiet", "--summary", "markdown"];
    const { code, output } = await run(["start", "Slack", "Payroll", ...flags]);
    expect(code).toBe(0);
    expect(output.match(/^\| (?:Slack|Payroll) \|/gm)).toEqual(["| Slack |", "| Payroll |"]);
    expect(output).toMatch(/\n2 aggregations: 2 completed\. /);
  });

  test("of the demo says what the demo's exit code means", async () => {
    const { run } = await simulatedTenant([]);
    const flags = ["--speed", "1", "--output", "quiet", "--summary", "markdown"];
    const { code, output } = await run(["demo", "cancelled", ...flags]);
    expect(code).toBe(0);
    expect(output).toMatch(/− CANCELLED \|.*by a user \|\n/);
    expect(output).toContain("**Exit code 0**: every scenario ended as it is scripted.\n");
  });

  test("of a replay says that the exit code is the recorded watch's", async () => {
    const { run } = await simulatedTenant([]);
    const flags = ["--speed", "1000", "--output", "quiet", "--summary", "markdown"];
    const { code, output } = await run(["replay", recordingPath("four"), ...flags]);
    expect(code).toBe(1);
    expect(output).toMatch(
      /^\| PeopleSoft \| [^]*\*\*Exit code 1\*\*: that of the recorded watch\.\n$/m,
    );
  });
});

describe("--summary-file", () => {
  test("has the table, and standard output the lines", async () => {
    const { run, ids } = await errorsAndQuick();
    const file = join(folder, "summary.md");
    const { code, output } = await run([...ids, "--output", "ndjson", "--summary-file", file]);
    expect(code).toBe(1);
    expect(output).not.toContain("|");
    expect(JSON.parse(output.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ exitCode: 1 });
    expect((await readFile(file, "utf8")).startsWith(`${head}| PeopleSoft | `)).toBe(true);
  });

  test("is appended to, after an empty line", async () => {
    const { run, ids } = await errorsAndQuick();
    const file = join(folder, "summary.md");
    await writeFile(file, "Nightly");
    await run([...ids, "--summary", "markdown", "--summary-file", file]);
    expect((await readFile(file, "utf8")).startsWith(`Nightly\n\n${head}`)).toBe(true);
  });

  test.for([
    ["a folder that is missing", "missing/summary.md", "ENOENT"],
    ["a folder", "", "EISDIR"],
  ] as const)(
    "that cannot be written ends it before anything is asked: %s",
    async ([, name, why]) => {
      const { run, ids, simulator } = await errorsAndQuick();
      const file = join(folder, name);
      const demo = ["demo", "quick"];
      const replay = ["replay", recordingPath("four")];
      for (const command of [ids, ["start", "Slack"], demo, replay]) {
        expect(await run([...command, "--output", "quiet", "--summary-file", file])).toEqual({
          code: 2,
          output: "",
          errors: `aggwatch: --summary-file ${file} cannot be written (${why})\n`,
        });
      }
      expect(simulator.requests).toEqual([]);
    },
  );

  test("that can no longer be written is told on stderr, and changes no exit code", async () => {
    const { run, ids, simulator } = await errorsAndQuick();
    const place = join(folder, "place");
    await mkdir(place);
    const file = join(place, "summary.md");
    const ran = run([...ids, "--output", "quiet", "--summary-file", file]);
    await expect.poll(() => simulator.requests.length).toBeGreaterThan(0);
    await rm(place, { recursive: true });
    expect(await ran).toEqual({
      code: 1,
      output: "",
      errors: `aggwatch: --summary-file ${file} cannot be written (ENOENT)\n`,
    });
  });
});

describe("--summary junit", () => {
  test("with --output quiet is all that is written: a case for each aggregation", async () => {
    const { run, ids } = await errorsAndQuick();
    const ran = await run([...ids, "--output", "quiet", "--summary", "junit"]);
    expect(ran).toMatchObject({ code: 1, errors: "" });
    const [suite] = readXml(ran.output).children;
    expect(suite?.attributes).toMatchObject({ tests: "2", failures: "1", errors: "0" });
    const cases = suite?.children.filter(({ name }) => name === "testcase") ?? [];
    expect(cases.map(({ attributes }) => attributes["name"])).toEqual(["Slack", "PeopleSoft"]);
    expect(cases[1]?.children[0]?.attributes["type"]).toBe("COMPLETED_WITH_ERRORS");
  });

  test("in a file takes the place of the last one, beside any other output", async () => {
    const { run, ids } = await errorsAndQuick();
    const file = join(folder, "report.xml");
    await writeFile(file, "an older report, which is longer".repeat(1000));
    const flags = ["--summary", "junit", "--summary-file", file];
    const { code, output } = await run([...ids, "--output", "plain", ...flags]);
    expect(code).toBe(1);
    expect(output).not.toContain("<testsuite");
    expect(readXml(await readFile(file, "utf8")).attributes["tests"]).toBe("2");
  });

  test("is a document of its own: among lines or objects it takes a file", async () => {
    const { run, ids, simulator } = await errorsAndQuick();
    expect(await run([...ids, "--output", "plain", "--summary", "junit"])).toEqual({
      code: 2,
      output: "",
      errors:
        "aggwatch: --summary junit is a document of its own; add --summary-file FILE, or --output quiet\n",
    });
    expect(simulator.requests).toEqual([]);
  });

  test("says why the exit code is not 0 where no aggregation does", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    const flags = ["--timeout", "90", "--output", "quiet", "--summary", "junit"];
    const { code, output } = await run([`${simulator.aggregations[0]?.id}=Workday`, ...flags]);
    expect(code).toBe(124);
    expect(output).toMatch(
      /<testcase name="Workday" .*>\n +<skipped message="[A-Z]+ when left"\/>/,
    );
    expect(output).toMatch(/<error message="--timeout ran out" type="124"\/>/);
    expect(readXml(output).attributes).toMatchObject({ tests: "2", errors: "1" });
  });
});
