import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { exampleText } from "./example-files.ts";
import { openTenant, openCheckout } from "./workshop.ts";

interface Job {
  readonly stage: string;
  readonly script: readonly string[];
  readonly artifacts: { readonly paths: readonly string[]; readonly when?: string };
}

const pipeline = parse(exampleText("gitlab-ci.yml")) as {
  readonly stages: readonly string[];
  readonly default: { readonly before_script: readonly string[] };
  readonly variables: Readonly<Record<string, string>>;
  readonly start: Job;
  readonly wait: Job;
};

/** Runs the jobs by their stages, each in a checkout of its own, with the artifacts of those before. */
async function runPipeline(variables: Readonly<Record<string, string>> = {}) {
  const tenant = await openTenant(100);
  let artifacts: readonly string[] = [];
  let code = 0;
  for (const stage of pipeline.stages) {
    const job = [pipeline.start, pipeline.wait].find((one) => one.stage === stage);
    if (!job || code !== 0) throw new Error(`nothing to do in ${stage}`);
    const workshop = await openCheckout();
    const into = (path: string) => join(workshop.folder, path.split("/").at(-1) ?? "");
    await Promise.all(artifacts.map((path) => copyFile(path, into(path))));
    const script = [...pipeline.default.before_script, ...job.script].join("\n");
    const env = { ...pipeline.variables, ...tenant, ...variables };
    ({ code } = await workshop.bash(script, env, "-eo pipefail"));
    artifacts = job.artifacts.paths.map(into);
  }
  const [table = ""] = artifacts;
  return { code, table: await readFile(table, "utf8") };
}

test("the pipeline waits for what its first job has started, and succeeds with it", async () => {
  const { code, table } = await runPipeline();
  expect(code).toBe(0);
  expect(table).toMatch(/\n\| Workday HR \| \w{32} \| ✓ COMPLETED \|/);
});

test("the pipeline fails where the task's verdict is ERROR, and the table is kept", async () => {
  const { code, table } = await runPipeline({ SOURCE: "PeopleSoft" });
  expect(code).toBe(1);
  expect(table).toMatch(/\n\| PeopleSoft \| \w{32} \| ✗ COMPLETED WITH ERRORS \|/);
  expect(pipeline.wait.artifacts.when).toBe("always");
});

test("it sets nothing of the client, which the project's variables do", () => {
  expect(exampleText("gitlab-ci.yml")).not.toMatch(/SAIL_/);
});
