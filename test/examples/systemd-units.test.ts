import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exampleNames, examplePath, exampleText } from "./example-files.ts";
import { openInstalled, openTenant } from "./workshop.ts";

/** What npm has installed of a package for the tests. */
function packageFolder(name: string): string {
  return new URL(`../../node_modules/${name}`, import.meta.url).pathname;
}

const units = exampleNames.filter((name) => /\.(?:service|timer)$/.test(name));

/** What systemd.unit(5), systemd.service(5), systemd.exec(5) and systemd.timer(5) have. */
const directives: Readonly<Record<string, readonly string[]>> = {
  Unit: ["Description", "Documentation", "Wants", "After"],
  Service: [
    "Type",
    "ExecStart",
    "SuccessExitStatus",
    "Restart",
    "RestartSec",
    "RestartPreventExitStatus",
    "DynamicUser",
    "StateDirectory",
    "Environment",
    "EnvironmentFile",
    "LoadCredential",
  ],
  Timer: ["OnCalendar", "Persistent"],
  Install: ["WantedBy"],
};

/** The directives of a unit, each with its section. */
function directivesOf(name: string) {
  let section = "";
  return exampleText(name)
    .split("\n")
    .flatMap((line) => {
      section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
      const [, key = "", value = ""] = /^(\w+)=(.*)$/.exec(line) ?? [];
      if (key === "" && !/^(?:#.*|\[\w+\])?$/.test(line)) throw new Error(`no directive: ${line}`);
      return key === "" ? [] : [{ section, key, value }];
    });
}

function valueOf(name: string, wanted: string): string {
  return directivesOf(name).find(({ key }) => key === wanted)?.value ?? "";
}

test("there are these", () => {
  expect(units).toEqual([
    "aggwatch-follow.service",
    "aggwatch-metrics.service",
    "aggwatch-start@.service",
    "aggwatch-start@.timer",
  ]);
});

describe.for(units)("%s", (name) => {
  test("has directives that there are, where they belong", () => {
    const unknown = directivesOf(name).filter(
      ({ section, key }) => !directives[section]?.includes(key),
    );
    expect(unknown).toEqual([]);
  });

  test("is what systemd-analyze takes, wherever that is", async () => {
    const said = await new Promise<string>((resolve) => {
      const args = ["--man=no", "verify", examplePath(name)];
      execFile("systemd-analyze", args, (error, output, errors) => {
        resolve(error?.code === "ENOENT" ? "" : output + errors);
      });
    });
    // It reads the machine's own units as well, and tells of them.
    expect(said.split("\n").filter((line) => line.includes("aggwatch"))).toEqual([]);
  });
});

describe("a secret", () => {
  const services = units.filter((name) => name.endsWith(".service"));

  test.for(services)("of %s is a credential, and stands in no command line", (name) => {
    expect(valueOf(name, "LoadCredential")).toBe("client-secret:/etc/aggwatch/client-secret");
    expect(valueOf(name, "ExecStart")).toContain("$$CREDENTIALS_DIRECTORY/client-secret");
    const set = directivesOf(name).filter(({ key }) => key === "Environment");
    expect(set.filter(({ value }) => /SAIL_/.test(value))).toEqual([]);
  });

  test("of both services has one place, and so has the tenant", () => {
    for (const key of ["LoadCredential", "EnvironmentFile"]) {
      expect(new Set(services.map((name) => valueOf(name, key))).size).toBe(1);
    }
  });
});

/**
 * Runs a service's command line as systemd would, which takes `$$` for `$`.
 *
 * @param scriptOf the script in which that line stands
 */
async function runService(
  name: string,
  env: Readonly<Record<string, string>>,
  scriptOf = (line: string) => line,
) {
  const { bash, folder } = await openInstalled();
  const { SAIL_CLIENT_SECRET, ...tenant } = await openTenant();
  const credentials = join(folder, "credentials");
  await mkdir(credentials);
  await writeFile(join(credentials, "client-secret"), `${SAIL_CLIENT_SECRET}\n`);
  await chmod(join(credentials, "client-secret"), 0o400);
  const line = valueOf(name, "ExecStart").replaceAll("$$", "$");
  return bash(scriptOf(line), { ...tenant, ...env, CREDENTIALS_DIRECTORY: credentials });
}

test("aggwatch-start@.service starts its source and exits as the aggregation ends", async () => {
  const ran = await runService("aggwatch-start@.service", { SOURCE: "PeopleSoft" });
  expect(ran).toMatchObject({ code: 1, errors: "" });
  expect(ran.output).toContain("PeopleSoft  COMPLETED WITH ERRORS ");
});

test("aggwatch-follow.service writes objects until it is stopped, which is a success", async () => {
  const untilStopped = (line: string) => `
${line} > lines & service=$!
until grep -q watching lines; do sleep 0.1; done
kill "$service"
wait "$service" || code=$?
cat lines
exit "$code"`;
  const ran = await runService("aggwatch-follow.service", {}, untilStopped);
  const objects = ran.output
    .trimEnd()
    .split("\n")
    .map((line) => Object(JSON.parse(line)));
  expect(objects[0]).toMatchObject({ type: "watching" });
  expect(objects.at(-1)).toMatchObject({ type: "summary", signal: "SIGTERM" });
  expect(String(ran.code)).toBe(valueOf("aggwatch-follow.service", "SuccessExitStatus"));
});

test("aggwatch-metrics.service serves metrics until it is stopped, with prom-client beside it", async () => {
  const untilStopped = (line: string) => `
cp -rL ${["prom-client", "tdigest", "bintrees", "@opentelemetry"].map(packageFolder).join(" ")} \
  prefix/lib/node_modules/
${line.replace("--metrics 9464", "--metrics 0")} 2> said & service=$!
until grep -q 'metrics at' said; do sleep 0.1; done
node -e 'fetch(process.argv[1]).then(async (answer) => console.log(await answer.text()))' \
  "$(sed -n 's/.*metrics at //p' said)"
kill "$service"
wait "$service" || code=$?
exit "$code"`;
  const ran = await runService("aggwatch-metrics.service", {}, untilStopped);
  expect(ran.output).toMatch(/^aggwatch_build_info\{version="/m);
  expect(String(ran.code)).toBe(valueOf("aggwatch-metrics.service", "SuccessExitStatus"));
});

test("the timer is of the service of its name", () => {
  expect(units).toContain("aggwatch-start@.timer".replace(/timer$/, "service"));
  expect(valueOf("aggwatch-start@.timer", "OnCalendar")).toBe("Mon..Fri 03:00");
});
