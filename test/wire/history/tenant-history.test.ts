import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { appendRun } from "../../../src/history/file.ts";
import { nothingMore, type Run } from "../../../src/history/run.ts";
import { openHistory } from "../../../src/history/session.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { live } from "../../support/invented/watches.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-history-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A run that took so many seconds. */
function run(index: number, seconds: number, changes: Partial<Run> = {}): Run {
  return {
    ...nothingMore,
    ...noCourse,
    endedAt: Date.parse("2026-11-10T14:00:00Z") + index * 86_400_000,
    tenant: "acme.api.identitynow.com",
    id: `t${index}`,
    source: "Okta",
    ending: "COMPLETED",
    verdict: "SUCCESS",
    tookMs: seconds * 1000,
    ...changes,
  };
}

/** A watched id whose source has these runs in the file. */
async function opened(...kept: readonly Run[]) {
  for (const one of kept) await appendRun(folder, one);
  const okta = live("Okta", "STARTED");
  const watcher = inventedWatcher("acme", [okta]);
  const learned: number[] = [];
  const history = openHistory(watcher, folder, (_, { took }) => learned.push(took?.runs ?? 0));
  await history.read;
  const remembered = () => watcher.told.findLast(([command]) => command === "remember")?.[2];
  return { okta, history, learned, remembered };
}

describe("the runs of the file and those of the tenant", () => {
  test("count once where they are the same: what was watched tells more", async () => {
    const { okta, history, learned, remembered } = await opened(
      run(1, 300, { collectingMs: 60_000 }),
      run(3, 300, { collectingMs: 60_000 }),
    );
    expect(history.isScarce(okta)).toBe(true);
    const ofTenant = [run(1, 310), run(2, 400), run(3, 310), run(4, 400)];
    history.tell("Okta", ofTenant.toReversed());
    expect(history.usuals.get("Okta")?.took?.runs).toBe(4);
    expect(remembered()).toMatchObject([
      { tookMs: 300_000, readingMs: 60_000 },
      { tookMs: 400_000, readingMs: undefined },
      { tookMs: 300_000, readingMs: 60_000 },
      { tookMs: 400_000, readingMs: undefined },
    ]);
    expect(learned).toEqual([2, 4]);
    expect(history.isScarce(okta)).toBe(false);
    await history.close();
  });

  test("are those of the file alone where it has five", async () => {
    const { okta, history } = await opened(...[1, 2, 3, 4, 5].map((day) => run(day, 300)));
    expect(history.isScarce(okta)).toBe(false);
    await history.close();
  });

  test("are the newest ten of all, without the run that is watched and what went wrong", async () => {
    const { history, remembered } = await opened(run(20, 7));
    history.tell("Okta", [
      ...Array.from({ length: 15 }, (_, index) => run(index, index + 1)),
      run(16, 500, { id: "Okta" }),
      run(17, 500, { verdict: "ERROR", ending: "FAILED" }),
    ]);
    const tookS = (remembered() as readonly { tookMs: number }[]).map(
      ({ tookMs }) => tookMs / 1000,
    );
    expect(tookS).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 7]);
    await history.close();
  });
});

describe("aggwatch", () => {
  const lists = (requests: readonly { readonly path: string }[]) =>
    requests.filter(({ path }) => path === "/v2024/task-status").length;
  const plain = ["--output", "plain", "--heartbeat", "20"];

  test("says how long a run usually takes, and a time left, on the first use of a source, and so does a replay", async () => {
    const { run: start, simulator } = await simulatedTenant(["normal"]);
    const file = join(folder, "watch.jsonl");
    const id = `${simulator.aggregations[0]?.id}=mine`;
    const { output } = await start([id, ...plain, "--record", file]);
    expect(output).toMatch(/mine +[A-Z]+, .*left \d.*usual run 1[23]m \(median of 10 runs\)/);
    expect(lists(simulator.requests)).toBe(1);
    const replayed = await start(["replay", file, ...plain]);
    expect(replayed.output).toMatch(
      /mine +[A-Z]+, .*left \d.*usual run 1[23]m \(median of 10 runs\)/,
    );
  });

  test("with --no-history does not, and asks for nothing", async () => {
    const { run: start, simulator } = await simulatedTenant(["quick"]);
    const id = `${simulator.aggregations[0]?.id}=mine`;
    const { output } = await start([id, ...plain, "--no-history"]);
    expect(output).not.toMatch(/usual|left \d/);
    const paths = new Set(simulator.requests.map(({ path }) => path.replace(/[0-9a-f]{32}/, "ID")));
    expect(paths).toEqual(
      new Set(["/oauth/token", "/v2024/account-aggregations/ID/status", "/v2024/task-status/ID"]),
    );
  });
});

describe("aggwatch history --from-tenant", () => {
  const ofTenant = ["history", "--from-tenant"];

  test("shows the runs of a source that the tenant knows, whoever watched them", async () => {
    const { run: start, simulator } = await simulatedTenant(["normal"]);
    const { code, output, errors } = await start([...ofTenant, "workday hr"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const [title, , ...rows] = output.split("\n");
    expect(title).toMatch(/^Workday HR, 127\.0\.0\.1:\d+$/);
    expect(
      rows.filter((row) => /COMPLETED +1[23]m \d\ds +- +[5-6],\d{3} +- +\d+$/.test(row)),
    ).toHaveLength(10);
    expect(output).toMatch(/\nusual +10 runs +1[23]m/);
    expect(simulator.requests.some(({ path }) => path.includes("/status"))).toBe(false);
  });

  test("without a source shows all of them, and as NDJSON what the schema says", async () => {
    const { run: start } = await simulatedTenant(["normal", "deletions"]);
    const { output } = await start([...ofTenant, "--output", "ndjson"]);
    const objects = output
      .trimEnd()
      .split("\n")
      .map((line) => Object(JSON.parse(line)));
    expect(objects.map(strictObjections)).toEqual(objects.map(() => ""));
    const sources = objects.filter(({ type }) => type === "history").map(({ source }) => source);
    expect(sources).toEqual(expect.arrayContaining(["Workday HR", "Active Directory", "Okta"]));
    const ofNormal = objects.filter(({ type, label }) => type === "run" && label === "Workday HR");
    expect(ofNormal.filter(({ kind }) => kind === undefined)).toHaveLength(11);
    expect(ofNormal.filter(({ kind }) => kind === "entitlement")).toHaveLength(1);
    const endings = new Set(
      objects.filter(({ type }) => type === "run").map(({ ending }) => ending),
    );
    expect(endings).toEqual(new Set(["COMPLETED", "FAILED", "TERMINATED"]));
  });

  test("of a source that is none says so, and of one that may not be seen what it takes", async () => {
    const { run: start } = await simulatedTenant(["normal"]);
    const unknown = await start([...ofTenant, "Nowhere"]);
    expect(unknown).toMatchObject({ code: 2, output: "" });
    expect(unknown.errors).toContain('no source named "Nowhere"');
    const refused = await start(ofTenant, "sources-only");
    expect(refused).toMatchObject({ code: 4, output: "" });
    expect(refused.errors).toMatch(/idn:task-management:read.*403/);
  });
});
