import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordingPath } from "../../support/recordings.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

let folder = "";
/** A command that keeps its input and its environment in files of this name. */
let keep: (name: string) => string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch reactions-"));
  const script = join(folder, "keep it.mjs");
  await writeFile(
    script,
    `import { appendFileSync, readFileSync } from "node:fs";
     appendFileSync(process.argv[2] + ".json", readFileSync(0));
     appendFileSync(process.argv[2] + ".env", JSON.stringify(process.env) + "\\n");`,
  );
  keep = (name) => `'${process.execPath}' "${script}" '${join(folder, name)}'`;
});
afterEach(() => rm(folder, { recursive: true }));

async function kept(file: string): Promise<readonly string[]> {
  return (await readFile(join(folder, file), "utf8")).trimEnd().split("\n");
}

async function environments(name: string) {
  const lines = await kept(`${name}.env`);
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
}

/** An aggregation that ends with errors, and one that ends well. */
async function errorsAndQuick() {
  const tenant = await simulatedTenant(["quick", "errors"]);
  const ids = tenant.simulator.aggregations.map(({ id, source }) => `${id}=${source}`);
  return { ...tenant, ids };
}

describe("--on-event and --on-end", () => {
  test("give commands the very objects that NDJSON has, and what they say as variables", async () => {
    const { run, ids, simulator } = await errorsAndQuick();
    const { code, output, errors } = await run([
      ...ids,
      "--output=ndjson",
      `--on-event=ended=${keep("ended")}`,
      `--on-end=${keep("end")}`,
    ]);
    expect({ code, errors }).toEqual({ code: 1, errors: "" });
    const lines = output.trimEnd().split("\n");
    const ends = lines.filter((line) => line.includes('"type":"ended"'));
    expect((await kept("ended.json")).toSorted()).toEqual(ends.toSorted());
    expect(await kept("end.json")).toEqual([lines.at(-1)]);
    const all = await environments("ended");
    const { host } = new URL(simulator.baseUrl);
    expect(all.find((env) => env["AGGWATCH_SOURCE"] === "PeopleSoft")).toMatchObject({
      AGGWATCH_TYPE: "ended",
      AGGWATCH_ID: simulator.aggregations.find(({ source }) => source === "PeopleSoft")?.id,
      AGGWATCH_TENANT: host,
      AGGWATCH_STATE: "COMPLETED_WITH_ERRORS",
      AGGWATCH_VERDICT: "ERROR",
      AGGWATCH_EXIT_CODE: "1",
    });
    expect(all.find((env) => env["AGGWATCH_SOURCE"] === "Slack")?.["AGGWATCH_EXIT_CODE"]).toBe("0");
    const [end] = await environments("end");
    expect(end).toMatchObject({
      AGGWATCH_TYPE: "summary",
      AGGWATCH_TEXT: "1 completed, 1 completed with errors",
      AGGWATCH_EXIT_CODE: "1",
      AGGWATCH_TENANT: host,
    });
    const names = [...all, end].flatMap((env) => Object.keys(env ?? {}));
    expect(names.filter((name) => name.startsWith("SAIL_"))).toEqual([]);
  });

  test("tell on standard error what failed and what was written, and change no exit code", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const shell = "shell: echo to $AGGWATCH_SOURCE; echo '##[error]no' >&2; exit 3";
    const { code, output, errors } = await run([
      `${simulator.aggregations[0]?.id}=HR`,
      "--output=quiet",
      `--on-event=ended=${shell}`,
      "--on-end=no-such-program x",
    ]);
    expect({ code, output }).toEqual({ code: 0, output: "" });
    expect(errors.split("\n").toSorted()).toEqual([
      "",
      "aggwatch: --on-end: no-such-program cannot be found",
      "aggwatch: --on-event ended of HR: ##[error]no",
      "aggwatch: --on-event ended of HR: exit code 3",
      "aggwatch: --on-event ended of HR: to HR",
    ]);
  });

  test("end a command that takes too long, with what it has started", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const file = join(folder, "pid");
    const shell = `shell: sleep 600 & echo $! > '${file}'; wait`;
    const { code, errors } = await run([
      `${simulator.aggregations[0]?.id}=HR`,
      "--output=quiet",
      `--on-end=${shell}`,
      "--command-timeout=1",
    ]);
    expect(code).toBe(0);
    expect(errors).toBe("aggwatch: --on-end: ended, since it ran for longer than 1s\n");
    const pid = Number(await readFile(file, "utf8"));
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test("run the command of the end also where nobody may look, and after --timeout", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    const refused = await run(["start", "Slack", "--on-end", keep("refused")], "sources-only");
    expect(refused.code).toBe(4);
    expect(await environments("refused")).toMatchObject([
      { AGGWATCH_EXIT_CODE: "4", AGGWATCH_TEXT: "nothing was watched" },
    ]);
    const late = ["--timeout", "60", "--output", "plain", "--on-end", keep("late")];
    expect(await run([`${simulator.aggregations[0]?.id}`, ...late])).toMatchObject({ code: 124 });
    expect(JSON.parse((await kept("late.json"))[0] ?? "")).toMatchObject({
      type: "summary",
      leftBy: "timeout",
      exitCode: 124,
    });
  });

  test("of start --sequential hear of all, and of one end", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const flags = ["--on-event", `ended=${keep("ended")}`, "--on-end", keep("end")];
    await run(["start", "Slack", "Payroll", "--sequential", "--output", "quiet", ...flags]);
    const sources = (await environments("ended")).map((env) => env["AGGWATCH_SOURCE"]);
    expect(sources).toEqual(["Slack", "Payroll"]);
    expect(await kept("end.json")).toHaveLength(1);
  });

  test("can be tried in the demo", async () => {
    const { run } = await simulatedTenant([]);
    const flags = ["--speed", "1", "--output", "quiet", "--on-event", `ended=${keep("ended")}`];
    expect(await run(["demo", "quick", ...flags])).toMatchObject({ code: 0, errors: "" });
    expect(await environments("ended")).toMatchObject([{ AGGWATCH_SOURCE: "Slack" }]);
  });
});

describe("wrong usage", () => {
  test.for<readonly [string, readonly string[], RegExp]>([
    ["a type that is none", ["--on-event", "endd=x"], /did you mean ended\?/],
    ["no command", ["--on-event", "ended="], /--on-event ended: no command given/],
    ["no type", ["--on-event", "x y"], /--on-event takes TYPE=COMMAND/],
    ["a quotation mark", ["--on-end", "a 'b"], /--on-end: the quotation mark ' is not closed/],
    ["what a shell reads", ["--on-end", "a | b"], /--on-end: \| needs a shell/],
    [
      "a limit that is no time",
      ["--command-timeout", "soon"],
      /invalid value "soon" for --command-timeout/,
    ],
    ["no value", ["--on-end"], /--on-end needs a value/],
  ])("is refused before anything is sent: %s", async ([, flags, problem]) => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    for (const command of [[`${simulator.aggregations[0]?.id}`], ["start", "Slack"]]) {
      const { code, output, errors } = await run([...command, "--output=quiet", ...flags]);
      expect({ code, output }).toEqual({ code: 2, output: "" });
      expect(errors).toMatch(problem);
    }
    expect(simulator.requests).toEqual([]);
  });

  test("nothing is run for it, nor by start --no-watch, which is told", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const { code, errors } = await run(["start", "Slack", "--no-watch", "--on-end", keep("end")]);
    expect(code).toBe(2);
    expect(errors).toMatch(/--on-event and --on-end are for what is watched; leave out --no-watch/);
    expect((await run(["--latest", "--on-end", keep("end")])).code).toBe(2);
    await expect(kept("end.json")).rejects.toThrow("ENOENT");
    expect(simulator.requests).toEqual([]);
  });

  test("a replay runs nothing: it has no such flag", async () => {
    const { run } = await simulatedTenant([]);
    const ran = await run(["replay", recordingPath("four"), "--on-end", keep("end")]);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(/unknown option '--on-end'/);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
