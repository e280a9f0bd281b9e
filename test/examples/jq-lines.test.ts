import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pageText } from "../support/manual-pages.ts";
import { recordingPath } from "../support/recordings.ts";
import { examplePath, exampleText, shellBlocks } from "./example-files.ts";
import { openInstalled, openTenant, openWorkshop } from "./workshop.ts";

const blocks = shellBlocks(exampleText("README.md")).filter((block) => block.includes("jq -"));
const error = "17 accounts could not be correlated: attribute 'employeeNumber' is missing.";

/** Runs a block as it stands, beside outcomes.jq, with what must be in it. */
async function runBlock(part: string) {
  const block = blocks.find((one) => one.includes(part)) ?? "exit 99";
  const { bash, folder } = await openInstalled();
  await copyFile(examplePath("outcomes.jq"), join(folder, "outcomes.jq"));
  return bash(block, await openTenant());
}

test("outcomes.jq tells of a recording what each came to", async () => {
  const { bash } = await openWorkshop();
  const script = `jq -nrf "${examplePath("outcomes.jq")}" < "${recordingPath("four")}"`;
  const { output } = await bash(script);
  const rows = output
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  expect(rows).toEqual([
    ["PeopleSoft", "COMPLETED_WITH_ERRORS", "239", "1257", error],
    expect.arrayContaining(["ServiceNow", "COMPLETED", "4400"]),
    expect.arrayContaining(["SAP ECC", "COMPLETED", "3618"]),
    expect.arrayContaining(["Workday HR", "COMPLETED", "5275"]),
  ]);
});

test("outcomes.jq does with what is not known, and with what jq itself would expand", async () => {
  const { bash } = await openWorkshop();
  const lines = [
    { v: 1, id: "1", type: "ended", outcome: "NOT_FOUND" },
    { v: 1, id: "2", type: "verdict", verdict: "ERROR", messages: [] },
    {
      v: 1,
      id: "2",
      type: "ended",
      label: "a\tb\\(1)",
      outcome: "COMPLETED_WITH_ERRORS",
      tookMs: 1999,
    },
    { v: 1, id: null, type: "new in the future" },
  ];
  const input = lines.map((line) => JSON.stringify(line)).join("\n");
  const script = `jq -nrf "${examplePath("outcomes.jq")}" <<'END'\n${input}\nEND\n`;
  const { output } = await bash(script);
  expect(output.split("\n").map((line) => line.trimEnd())).toEqual([
    "1\tNOT_FOUND",
    String.raw`a\tb\\(1)` + "\tCOMPLETED_WITH_ERRORS\t1",
    "",
  ]);
});

test("its line in the README keeps aggwatch's exit code", async () => {
  const { code, output } = await runBlock("outcomes.jq");
  expect(code).toBe(1);
  expect(output.trimEnd().split("\n").toSorted()).toEqual([
    expect.stringMatching(/^Okta\tCOMPLETED_WITH_WARNINGS\t\d+\t\d+\t3 accounts were ignored/),
    expect.stringMatching(/^PeopleSoft\tCOMPLETED_WITH_ERRORS\t\d+\t\d+\t17 accounts could not/),
  ]);
});

test("the README's line for problems tells why", async () => {
  const { output } = await runBlock('.verdict != "SUCCESS"');
  expect(output.trimEnd().split("\n").toSorted()).toEqual([
    "Okta: 3 accounts were ignored because they have no native identity.",
    `PeopleSoft: ${error}`,
  ]);
});

test("the README's line for the summary tells how many came to what", async () => {
  const { output } = await runBlock('"summary"');
  expect(JSON.parse(output)).toEqual({
    outcomes: { COMPLETED_WITH_ERRORS: 1, COMPLETED_WITH_WARNINGS: 1 },
    exitCode: 1,
  });
});

test("the lines of the manual read a recording", async () => {
  const markdown = ["ndjson", "recordings"].map(pageText).join("");
  const filters = Array.from(markdown.matchAll(/jq -[nr] '[^']+'/g), ([filter]) => filter);
  const { bash } = await openWorkshop();
  const [ended, polls, whole, ...others] = await Promise.all(
    filters.map((filter) => bash(`${filter} < "${recordingPath("four")}"`)),
  );
  expect(others).toEqual([]);
  expect(ended?.output).toMatch(/^PeopleSoft\tCOMPLETED_WITH_ERRORS\t1257$/m);
  expect(polls?.output).toMatch(/^2026-\S+Z\t\d+\t5275$/m);
  expect(whole?.output).toContain('"totalAccounts": 5275');
});
