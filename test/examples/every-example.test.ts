import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { pageNames, pageText } from "../support/manual-pages.ts";
import {
  codeBlocks,
  exampleNames,
  examplePath,
  exampleText,
  shellBlocks,
} from "./example-files.ts";
import { type Call, callsInBash, callsInPowerShell } from "./grammar.ts";
import { objection } from "./taken.ts";
import { packageFile } from "./workshop.ts";

const projectReadme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

interface Compose {
  readonly services: Readonly<Record<string, { readonly entrypoint?: readonly string[] }>>;
}

/** All texts that are a script, wherever in the YAML they stand. */
function scriptsIn(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string")
    return ["run", "script", "before_script"].includes(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => scriptsIn(one, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => scriptsIn(one, name));
}

/** All calls of aggwatch in an example. */
function callsIn(name: string): readonly Call[] {
  const text = exampleText(name);
  if (name.endsWith(".ps1")) return callsInPowerShell(text);
  return scriptsOf(name, text).flatMap(callsInBash);
}

function scriptsOf(name: string, text: string): readonly string[] {
  const [, ending = ""] = /\.(\w+)$/.exec(name) ?? [];
  switch (ending) {
    case "yml":
      return scriptsIn(parse(text));
    case "sh":
      return [text];
    case "":
      return Array.from(text.matchAll(/^(?:ENTRYPOINT|CMD) (.*)$/gm), ([, words = ""]) =>
        (JSON.parse(words) as string[]).join(" "),
      );
    case "yaml":
      return Object.values((parse(text) as Compose).services).flatMap(({ entrypoint = [] }) =>
        entrypoint.slice(-1).map((script) => script.replaceAll("$$", "$")),
      );
    case "md":
      return shellBlocks(text);
    case "service":
      return Array.from(text.matchAll(/^ExecStart=\/bin\/sh -c '(.*)'$/gm), ([, line = ""]) =>
        line.replaceAll("$$", "$"),
      );
    case "mjs":
      return Array.from(text.matchAll(/^\/\/ +(aggwatch .*)$/gm), ([, line = ""]) => line);
    default:
      return Array.from(text.matchAll(/^# +(aggwatch .*)$/gm), ([, line = ""]) => line);
  }
}

/** How often each of them calls aggwatch. */
const callCounts: Readonly<Record<string, number>> = {
  Dockerfile: 1,
  "Dockerfile.dockerignore": 0,
  "README.md": 4,
  "Wait-Aggregation.ps1": 1,
  "aggwatch-follow.service": 1,
  "aggwatch-metrics.service": 1,
  "aggwatch-start@.service": 1,
  "aggwatch-start@.timer": 0,
  "check-aggregation.sh": 1,
  "compose.yaml": 1,
  "github-actions.yml": 1,
  "gitlab-ci.yml": 2,
  "notify-pagerduty.mjs": 1,
  "notify-slack.mjs": 2,
  "notify-teams.mjs": 2,
  "grafana-dashboard.json": 0,
  "outcomes.jq": 1,
  "prometheus-alerts.yml": 0,
  "prometheus.yml": 0,
  "wait.sh": 1,
};

test("these are all", () => {
  expect(exampleNames.toSorted()).toEqual(Object.keys(callCounts).toSorted());
});

describe.for(exampleNames)("%s", (name) => {
  test("calls aggwatch with what it takes", async () => {
    const found = callsIn(name);
    expect(found).toHaveLength(callCounts[name] ?? -1);
    expect((await Promise.all(found.map(objection))).filter(Boolean)).toEqual([]);
  });

  test("installs what npm pack makes of this version, and fetches nothing", () => {
    const text = exampleText(name);
    const named = text.match(/aggwatch-\d[\w.-]*\.tgz/g) ?? [];
    expect(named.filter((file) => file !== packageFile)).toEqual([]);
    for (const [, what] of text.matchAll(/npm install --global --omit=optional (\S+)/g)) {
      expect(what).toBe(`./tools/${packageFile}`);
    }
    const hosts = text.match(/https?:\/\/[^\s/`"]+/g) ?? [];
    const known = new Set([
      "https://acme.api.identitynow.com",
      "https://events.pagerduty.com",
      "http://adaptivecards.io",
    ]);
    expect(hosts.filter((host) => !known.has(host))).toEqual([]);
  });

  test("names files that there are", () => {
    const own = exampleText(name).match(
      /(?<![\w./-])[\w@-]+\.(?:ya?ml|sh|mjs|ps1|jq|service|timer)\b/g,
    );
    // Where they are copied to.
    const others = new Set(["aggregation.yml", "gitlab-ci.yml"]);
    const missing = (own ?? []).filter((one) => !others.has(one) && !exampleNames.includes(one));
    expect(missing).toEqual([]);
  });
});

describe("the container", () => {
  const lines = exampleText("Dockerfile").split("\n");

  test("runs as a user without rights, in an image without what only its making needs", () => {
    const [, , ...final] = lines.join("\n").split(/^(?=FROM )/m);
    expect(final).toHaveLength(1);
    expect(final[0]).toMatch(/^USER node$[^]*^ENTRYPOINT \["aggwatch"\]$/m);
    expect(final[0]).not.toMatch(/npm/);
  });

  test("gets the package from its folder, and no secret", () => {
    const ignored = exampleText("Dockerfile.dockerignore").split("\n");
    expect(ignored.filter((line) => /^[^#]/.test(line))).toEqual(["*", "!tools/*.tgz"]);
    expect(lines.filter((line) => /SECRET|TOKEN/.test(line))).toEqual([]);
  });
});

test("a call with a flag that there is not is found out", async () => {
  const [call = []] = callsInBash('aggwatch start "$SOURCE" --stric > ids.txt');
  expect(call).toEqual(["start", '"$SOURCE"', "--stric"]);
  expect(await objection(call)).toContain("unknown option '--stric'");
});

describe("the README of the examples", () => {
  const text = exampleText("README.md");

  test("links to each of them, and to nothing that is not there", () => {
    const links = Array.from(text.matchAll(/\]\(([^)#]+)[^)]*\)/g), ([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(examplePath(link)))).toEqual([]);
    const others = exampleNames.filter((name) => name !== "README.md" && !links.includes(name));
    expect(others).toEqual([]);
  });

  test("is what the project's README links to", () => {
    expect(projectReadme.includes("(assets/examples/README.md)")).toBe(true);
  });
});

const pages = pageNames.map((name) => ({ name, text: pageText(name) }));

describe.for([{ name: "the project's README", text: projectReadme }, ...pages])(
  "$name",
  ({ text }) => {
    test("calls aggwatch with what it takes", async () => {
      const calls = [
        ...shellBlocks(text).flatMap(callsInBash),
        ...codeBlocks(text, "powershell").flatMap(callsInPowerShell),
        ...Array.from(text.matchAll(/`(aggwatch [^`]+)`/g), ([, code = ""]) =>
          callsInBash(code.replaceAll(/…|\.\.\./g, "").replace("SHELL", "bash")),
        ).flat(),
      ];
      expect((await Promise.all(calls.map(objection))).filter(Boolean)).toEqual([]);
    });
  },
);
