import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Host } from "../../../src/process/host.ts";
import { historyCommand, type HistoryOptions } from "../../../src/commands/verbs/history.ts";
import { codeOf } from "../../../src/exit/outcome.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import { appendRun } from "../../../src/history/file.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import type { Run } from "../../../src/history/run.ts";
import { compileCache } from "../../support/compile-cache.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-history-"));
});
afterEach(() => rm(folder, { recursive: true }));

function run(id: string, source: string | undefined): Run {
  return {
    endedAt: Date.parse("2026-11-23T14:07:31Z"),
    tenant: "acme.api.identitynow.com",
    id,
    source,
    ending: "COMPLETED",
    verdict: undefined,
    collectingMs: 362_000,
    processingMs: 559_000,
    tookMs: 921_000,
    totalAccounts: 5200,
    totalIdentities: 2640,
    totalAccountsMarkedForDeletion: 12,
    ...noCourse,
  };
}

/** What the command prints, and its exit code. */
async function printed(
  source?: string,
  from: string | undefined = folder,
  output: HistoryOptions["output"] = "table",
) {
  let [text, errors] = ["", ""];
  const stdout = { write: (part: string) => (text += part) } as unknown as Host["stdout"];
  const stderr = { write: (part: string) => (errors += part) } as unknown as Host["stderr"];
  const host = { stdout, stderr, lifetime: inventedLifetime(), clock: inventedClock() };
  const code = codeOf(await historyCommand(source, { output }, host, from));
  return { code, text, ...(errors !== "" && { errors }) };
}

async function keep(...sources: readonly (string | undefined)[]): Promise<void> {
  for (const [index, source] of sources.entries()) {
    await appendRun(folder, run(String(index), source));
  }
}

describe("aggwatch history", () => {
  test("prints the runs of each source", async () => {
    await keep("AD", undefined, "Workday HR");
    const { code, text } = await printed();
    expect(code).toBe(0);
    expect(text.split("\n").filter((line) => line.includes("acme"))).toEqual([
      "Workday HR, acme",
      "without a label, acme",
      "AD, acme",
    ]);
  });

  test("prints those of one source, whose name may be written in small letters", async () => {
    await keep("AD", "Workday HR");
    expect(await printed("workday hr")).toEqual({
      code: 0,
      text: `Workday HR, acme
when              ending        took  collecting  accounts  identities  deletes
2026-11-23 14:07  COMPLETED  15m 21s      6m 02s     5,200       2,640       12
usual             1 run      15m 21s      6m 02s
90th percentile              15m 21s      6m 02s
`,
    });
  });

  test("says how a history comes about where there is none", async () => {
    const inner = join(folder, "none");
    expect(await printed(undefined, inner)).toEqual({
      code: 0,
      text: `No runs yet. What aggwatch watches to its end is kept, with its label as its source:
  aggwatch 2c91808477a6b0c60177a81146b8110b="Workday HR"
Kept in: ${inner}
`,
    });
  });

  test("as NDJSON is a line for each run and one for each source, as the schema says", async () => {
    await keep("AD", "Workday HR", undefined, "AD");
    const { text } = await printed(undefined, folder, "ndjson");
    const objects = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects.map(strictObjections)).toEqual(objects.map(() => ""));
    expect(objects.map(({ type, id, label, source }) => [type, id, label ?? source])).toEqual([
      ["run", "3", "AD"],
      ["run", "0", "AD"],
      ["history", null, "AD"],
      ["run", "2", undefined],
      ["history", null, undefined],
      ["run", "1", "Workday HR"],
      ["history", null, "Workday HR"],
    ]);
    expect(objects[0]).toMatchObject({
      host: "acme.api.identitynow.com",
      ending: "COMPLETED",
      endedAt: "2026-11-23T14:07:31.000Z",
      tookMs: 921_000,
    });
    expect(objects[2]).toMatchObject({ runs: 2, usualTookMs: 921_000 });
  });

  test("as NDJSON without any run writes nothing, and says so on standard error", async () => {
    const { code, text, errors } = await printed(undefined, join(folder, "none"), "ndjson");
    expect([code, text]).toEqual([0, ""]);
    expect(errors).toMatch(/^aggwatch: No runs yet\./);
  });

  test("prints what a hostile file says without its control characters, and no CI command", async () => {
    const hostile = JSON.stringify({
      v: 1,
      endedAt: "2026-11-23T14:07:31Z",
      tenant: "acme\u001b[2J",
      id: "a\u202e",
      source: "##[error]HR\u0007",
      ending: "COMPLETED",
    });
    await writeFile(join(folder, "history.jsonl"), `${hostile}\n{"v":1,"endedAt":\n`);
    for (const output of ["table", "ndjson"] as const) {
      const { text } = await printed(undefined, folder, output);
      expect(text).toContain("HR");
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    }
  });

  test("names the sources that there are, for one that there is not", async () => {
    await keep("AD", undefined, "Workday HR", "AD");
    await expect(printed("SAP\u001b[2J")).rejects.toThrow(
      new UsageError('no runs of "SAP" in the history; it has: "Workday HR", "AD"'),
    );
  });

  test("says so where no run has a label", async () => {
    await expect(printed("SAP")).rejects.toThrow(
      new UsageError('no runs of "SAP" in the history; it has: no run with a label yet'),
    );
  });

  test("says what is wrong where the history cannot be read", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(printed(undefined, file)).rejects.toThrow(UsageError);
    await expect(printed(undefined, file)).rejects.toThrow(
      /^the run history was not read: ENOTDIR/,
    );
  });
});

test("a tenant that is named is one to ask, which takes a flag", async () => {
  const [stdout, stderr] = [{ write: () => true }, { write: () => true }] as unknown as [
    Host["stdout"],
    Host["stderr"],
  ];
  const host = { stdout, stderr, lifetime: inventedLifetime(), clock: inventedClock() };
  for (const named of [{ tenant: "acme" }, { env: "acme" }, { baseUrl: "https://acme.example" }]) {
    const asked = historyCommand("HR", { output: "table", ...named }, host, folder);
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toThrow(/add --from-tenant/);
  }
});

test("without a home there is no history, and it is said what to set", async () => {
  const stdout = { write: () => true } as unknown as Host["stdout"];
  const host = { stdout, stderr: stdout, lifetime: inventedLifetime(), clock: inventedClock() };
  const reading = historyCommand(undefined, { output: "table" }, host, undefined);
  await expect(reading).rejects.toThrow(/set HOME or XDG_STATE/);
});

describe.skipIf(process.platform !== "linux")("the folder", () => {
  const module = JSON.stringify(new URL("../../../src/history/folder.ts", import.meta.url).href);
  const program = `
    const { historyFolder } = await import(${module});
    console.log(await historyFolder());
  `;

  /** The folder for these environment variables. */
  async function folderFor(env: Record<string, string>): Promise<string> {
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { ...compileCache(), ...env },
    });
    return stdout.trim();
  }

  test("is the state folder that XDG names", async () => {
    expect(await folderFor({ HOME: "/home/x", XDG_STATE_HOME: "/s" })).toBe("/s/aggwatch");
  });

  test("is in the home where nothing is named", async () => {
    expect(await folderFor({ HOME: "/home/x" })).toBe("/home/x/.local/state/aggwatch");
    expect(await folderFor({})).toBe(join(userInfo().homedir, ".local/state/aggwatch"));
  });

  test("is in the home where a relative path is named, as XDG has it", async () => {
    const env = { HOME: "/home/x", XDG_STATE_HOME: "state" };
    expect(await folderFor(env)).toBe("/home/x/.local/state/aggwatch");
  });

  test("is none where the home is no absolute path either", async () => {
    expect(await folderFor({ HOME: "x" })).toBe("undefined");
  });
});
