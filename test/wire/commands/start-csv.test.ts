import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCsvReader } from "../../../src/commands/ordering/csv-file.ts";
import { simulatedTenant } from "../support/simulated-command.ts";
import { lasting, startingTenant } from "../support/starting-tenant.ts";

const columns = "id,name,givenName,familyName,e-mail,location,manager";
const folder = () => mkdtempSync(join(tmpdir(), "aggwatch-csv-"));

function fileIn(place: string, name: string, text: string): string {
  const path = join(place, name);
  writeFileSync(path, text);
  return path;
}

const startsOf = (paths: readonly { readonly path: string }[]) =>
  paths.filter(({ path }) => path.endsWith("/load-accounts")).length;

describe("a CSV for each source", () => {
  test("is sent to its own, and each has its own verdict", async () => {
    const { run, sent, bodies } = await startingTenant([], {
      hr: [lasting("hr-run", "hr", 1)],
      temps: [lasting("temps-run", "temps", 1, { completionStatus: "ERROR" })],
    });
    const place = folder();
    const hr = fileIn(place, "hr.csv", "id\nfrom-hr\n");
    const temps = fileIn(place, "temps.csv", "id\nfrom-temps\n");
    const { code, output } = await run(`Hr=${hr}`, `Temps=${temps}`);
    expect(code).toBe(1);
    expect(sent).toEqual(["hr", "temps"]);
    expect(bodies[0]).toContain("from-hr");
    expect(bodies[0]).toContain('filename="hr.csv"');
    expect(bodies[1]).toContain("from-temps");
    expect(output).toMatch(/Hr +COMPLETED\n/);
    expect(output).toMatch(/Temps +COMPLETED WITH ERRORS/);
  });

  test("comes from a folder, whose other files are named", async () => {
    const { run, sent, bodies } = await startingTenant([], {
      hr: [lasting("hr-run", "hr", 1)],
      temps: [lasting("temps-run", "temps", 1)],
    });
    const place = folder();
    fileIn(place, "Temps.csv", "id\nfrom-temps\n");
    fileIn(place, "Hr.csv", "id\nfrom-hr\n");
    fileIn(place, "notes.txt", "not a CSV");
    const { code, errors } = await run("--folder", place);
    expect({ code, errors }).toEqual({
      code: 0,
      errors: `aggwatch: not used of ${place}, no .csv file: notes.txt\n`,
    });
    expect(sent).toEqual(["hr", "temps"]);
    expect(bodies[0]).toContain("from-hr");
    const but = await startingTenant([], { hr: [lasting("hr-run", "hr", 1)] });
    expect(await but.run("--folder", place, "--except", "temps")).toMatchObject({ code: 0 });
    expect(but.sent).toEqual(["hr"]);
  });

  test("that lacks a column is told with the tenant's own text, and spoils no other", async () => {
    const { run, simulator } = await simulatedTenant([]);
    const wrong = fileIn(folder(), "people.csv", "id,name,shoeSize\n1,Ada,38\n");
    const { code, output, errors } = await run(["start", `Contractors=${wrong}`, "Slack"]);
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^aggwatch: Contractors: people\.csv was refused; correct it, then start Contractors again \(HTTP 400 from [^:]+:\d+, Column: "\[shoeSize\]" is unknown and\/or column: "\[givenName, familyName, e-mail, location, manager\]" is missing\) \(request id \w+\)\n$/,
    );
    expect(output).toMatch(/ 1 completed\n$/);
    expect(startsOf(simulator.requests)).toBe(2);
  });

  test("is taken by the simulated tenant with its columns", async () => {
    const { run } = await simulatedTenant([]);
    const file = fileIn(folder(), "people.csv", `${columns}\n1,a,b,c,d,e,f\n`);
    expect(await run(["start", `Contractors=${file}`])).toMatchObject({ code: 0, errors: "" });
  });
});

describe("nothing is started where a file cannot be read", () => {
  const place = folder();
  const good = fileIn(place, "good.csv", "id\n1\n");
  const empty = fileIn(place, "empty.csv", "\uFEFF\r\n");
  mkdirSync(join(place, "sub.csv"));

  test.each([
    ["is not there", join(place, "none.csv"), "does not exist"],
    ["is empty", empty, "is empty; a CSV begins with its columns"],
    ["is a folder", join(place, "sub.csv"), "is a folder; give a CSV file"],
  ])("since it %s", async (_what, path, text) => {
    const { run, sent } = await startingTenant([], { hr: [lasting("hr-run", "hr", 1)] });
    const { code, errors } = await run(`Hr=${good}`, `Temps=${path}`);
    expect(code).toBe(2);
    expect(errors).toContain(text);
    expect(errors).toContain(path);
    expect(sent).toEqual([]);
    const alone = await run("Hr", "--file", path);
    expect(alone).toMatchObject({ code: 2, output: "" });
    expect(sent).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("since it is a pipe without a writer", async () => {
    const pipe = join(folder(), "pipe.csv");
    execFileSync("mkfifo", [pipe]);
    const { run, sent } = await startingTenant([], { hr: [lasting("hr-run", "hr", 1)] });
    const { code, errors } = await run(`Hr=${good}`, `Temps=${pipe}`);
    expect(code).toBe(2);
    expect(errors).toBe(`aggwatch: ${pipe} is a pipe that nothing writes to\n`);
    expect(sent).toEqual([]);
  });

  test("since it, or all together, is longer than is held", async () => {
    const some = fileIn(folder(), "some.csv", "x".repeat(600));
    const reader = createCsvReader(1000);
    expect((await reader.read(some)).size).toBe(600);
    await expect(reader.read(some)).rejects.toThrow("MiB together; start them in several runs");
    const long = fileIn(folder(), "long.csv", "x".repeat(1001));
    await expect(createCsvReader(1000).read(long)).rejects.toThrow("is longer than");
  });

  test("in a folder, before the tenant is asked anything", async () => {
    const { run, simulator } = await simulatedTenant([]);
    const { code, errors } = await run(["start", "--folder", place]);
    expect(code).toBe(2);
    expect(errors).toContain(`${empty} is empty`);
    expect(simulator.requests).toEqual([]);
  });
});

test.each([
  [["--folder", "/nowhere/at/all"], "there is no folder /nowhere/at/all"],
  [["--folder", folder()], "has no .csv file; each is called as its source is, HR.csv"],
  [["Hr", "Temps", "--file", "x.csv"], "--file is for one source; of several: NAME=accounts.csv"],
  [["Hr", "--all-sources", "--file", "x.csv"], "--file is for one source"],
  [["Hr=a.csv", "--file", "b.csv"], "--file b.csv does not exist"],
  [["Hr="], '"Hr=" has no file after "=": Hr=accounts.csv'],
  [["=a.csv"], '"=a.csv" has no source name before "="'],
])("%j is wrong usage", async (flags, text) => {
  const { run, sent } = await startingTenant([], { hr: [lasting("hr-run", "hr", 1)] });
  const { code, errors } = await run(...flags);
  expect(code).toBe(2);
  expect(errors).toContain(text);
  expect(sent).toEqual([]);
});

test("two files for one source are wrong usage", async () => {
  const place = folder();
  const [one, other] = ["one.csv", "other.csv"].map((name) => fileIn(place, name, "id\n1\n"));
  const { run, sent } = await startingTenant([], { hr: [lasting("hr-run", "hr", 1)] });
  const { code, errors } = await run(`Hr=${one}`, `Hr=${other}`);
  expect({ code, errors }).toEqual({
    code: 2,
    errors: "aggwatch: Hr has two CSV files; give one\n",
  });
  expect(sent).toEqual([]);
});
