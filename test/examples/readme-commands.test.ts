import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { shellBlocks } from "./example-files.ts";
import { openInstalled, openTenant } from "./workshop.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const blocks = shellBlocks(readme);
const scripts: Readonly<Record<string, string>> = packageJson.scripts;

test("what the README says to type for your own tenant works on a tenant, line by line", async () => {
  const [block = "", ...others] = blocks.filter((one) => one.includes("SAIL_BASE_URL"));
  expect(others).toEqual([]);
  const { bash } = await openInstalled();
  // Slow enough to be still running when it is looked for.
  const tenant = await openTenant(100);
  const lines = block.split("\n").filter((line) => line !== "" && !line.startsWith("export SAIL_"));
  const [doctor = "", watch = "", start = "", ...more] = lines;
  expect(more).toEqual([]);
  const checked = await bash(doctor, tenant);
  expect(checked).toMatchObject({ code: 0, errors: "" });
  await bash('aggwatch start "Workday HR" --no-watch', tenant);
  for (const line of [watch, start]) {
    const ran = await bash(line, tenant);
    expect(ran.code).toBe(0);
    expect(ran.output).toMatch(/ Workday HR {2}COMPLETED in /);
  }
});

test("its other commands are those of the package, which others run", () => {
  const others = blocks.filter((one) => !one.includes("SAIL_BASE_URL")).join("");
  const names = Array.from(others.matchAll(/npm (?:run )?(\w+)/g), ([, name = ""]) => name);
  const npmOwn = new Set(["ci", "install"]);
  expect(names.filter((name) => !npmOwn.has(name) && !(name in scripts))).toEqual([]);
  expect(scripts["demo"]).toBe("node dist/aggwatch.js demo");
});
