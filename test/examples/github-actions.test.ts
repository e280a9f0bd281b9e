import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { exampleText } from "./example-files.ts";
import { openTenant, openCheckout } from "./workshop.ts";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const workflow = parse(exampleText("github-actions.yml")) as {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
};
const [{ steps }] = Object.values(workflow.jobs) as [{ readonly steps: readonly Step[] }];

/** What `${{ … }}` stands for; nothing but what the README says is known. */
function filledIn(text: string, known: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  });
}

/**
 * Runs the job's steps in their order, each as Actions does, until one fails.
 *
 * @param source in place of the file's own
 */
async function runJob(source?: string) {
  const workshop = await openCheckout();
  const tenant = await openTenant();
  const known = {
    "vars.SAIL_BASE_URL": tenant.SAIL_BASE_URL,
    "secrets.SAIL_CLIENT_ID": tenant.SAIL_CLIENT_ID,
    "secrets.SAIL_CLIENT_SECRET": tenant.SAIL_CLIENT_SECRET,
  };
  const summary = join(workshop.folder, "summary.md");
  await writeFile(summary, "");
  let code = 0;
  let said = "";
  for (const { run, env = {} } of steps) {
    if (run === undefined || code !== 0) continue;
    const filled = Object.entries(env).map(([name, value]) => [name, filledIn(value, known)]);
    const own = { ...Object.fromEntries(filled), GITHUB_STEP_SUMMARY: summary };
    const other = source === undefined || !("SOURCE" in env) ? {} : { SOURCE: source };
    const ran = await workshop.bash(run, { ...own, ...other });
    said += ran.output + ran.errors;
    ({ code } = ran);
  }
  return { code, said, summary: await readFile(summary, "utf8"), tenant };
}

test("the job succeeds with the aggregation, whose row stands in its summary", async () => {
  const { code, said, summary, tenant } = await runJob();
  expect({ code, said }).toMatchObject({ code: 0 });
  expect(summary).toMatch(/^\| Aggregation .*\n.*\n\| Workday HR \| \w{32} \| ✓ COMPLETED \|/);
  expect(summary).toContain("**Exit code 0**");
  expect(said).toMatch(/Workday HR {2}COMPLETED in /);
  expect(said).not.toContain(tenant.SAIL_CLIENT_SECRET);
});

test("the job fails where the task's verdict is ERROR, and the summary says why", async () => {
  const { code, summary } = await runJob("PeopleSoft");
  expect(code).toBe(1);
  expect(summary).toMatch(
    /\n\| PeopleSoft \| \w{32} \| ✗ COMPLETED WITH ERRORS \| .* \| 17 accounts could not be .*\|\n/,
  );
  expect(summary).toContain("**Exit code 1**");
});

test("secrets are given to the one step that needs them, by the names of secrets", () => {
  const withSecrets = steps.filter(({ env }) => JSON.stringify(env ?? {}).includes("secrets."));
  expect(withSecrets.map(({ run }) => run?.split(" ")[0])).toEqual(["aggwatch"]);
  expect(exampleText("github-actions.yml").match(/SECRET: .*/g)).toEqual([
    "SECRET: ${{ secrets.SAIL_CLIENT_SECRET }}",
  ]);
});

test("the machine's Node is one that aggwatch runs on", () => {
  const versions = steps.flatMap((step) => step.with?.["node-version"] ?? []);
  expect(versions).toEqual([24]);
});
