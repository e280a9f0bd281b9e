import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };

const root = fileURLToPath(new URL("../..", import.meta.url));

function filesBelow(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));
}

function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

describe.for(filesBelow(".github", /\.md$/))("%s", (page) => {
  test("links to pages that are there", () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link);
    const missing = links.filter((link = "") => !existsSync(join(root, dirname(page), link)));
    expect(missing).toEqual([]);
  });

  test("names files and scripts that are there", () => {
    const text = textOf(page);
    const files = [...text.matchAll(/`((?:src|test|assets)\/[a-z0-9./-]+\.[a-z]+)`/g)];
    const scripts = [...text.matchAll(/npm run ([\w:]+)/g)];
    const missing = [
      ...files.map(([, file = ""]) => file).filter((file) => !existsSync(join(root, file))),
      ...scripts.map(([, name = ""]) => name).filter((name) => !(name in packageJson.scripts)),
    ];
    expect(missing).toEqual([]);
  });
});

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly "timeout-minutes"?: number;
        readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}

describe.for(filesBelow(".github/workflows", /\.yml$/))("%s", (file) => {
  const workflow = parse(textOf(file)) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("may only read unless a job says more, and ends in time", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(jobs.map((job) => job["timeout-minutes"] ?? Infinity).every((one) => one <= 30)).toBe(
      true,
    );
  });

  test("uses actions at a commit, which no tag can change", () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((uses) => !/^[\w-]+\/[\w-]+(?:\/[\w-]+)?@[0-9a-f]{40}$/.test(uses))).toEqual(
      [],
    );
  });

  test("runs scripts that are there", () => {
    const runs = steps.map(({ run = "" }) => run).join("\n");
    const scripts = [...runs.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
    const files = [...runs.matchAll(/^(\.\w+\/\w+)$/gm)].map(([, path = ""]) => path);
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
