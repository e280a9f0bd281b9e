import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NotFoundError, RefusedError, SignInRefusedError } from "../../../src/api/http/errors.ts";
import { readHistory } from "../../../src/history/file.ts";
import { recordRuns } from "../../../src/history/recorder.ts";
import { usualOf } from "../../../src/history/usual.ts";
import { createWatcher, type Watcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script, type Seen } from "../../support/invented/tenant.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-history-"));
});
afterEach(() => rm(folder, { recursive: true }));

const start = Date.parse("2026-11-23T14:00:00Z");

/** Watches ids for ten invented minutes, each asked every 30 s, and keeps what ends. */
async function recorded(
  ids: readonly string[],
  script: Script,
  {
    into = folder,
    andThen,
  }: { into?: string; andThen?: (watcher: Watcher, id: string) => void } = {},
) {
  const clock = inventedClock(start);
  const tenant = inventedTenant(clock, script);
  const settings = { intervalMs: 30_000, stallAfterMs: undefined };
  const watched = ids.map((id) => ({ id, label: id.toUpperCase() }));
  const watcher = createWatcher(watched, settings, { tenant, clock, random: () => 0 });
  const reports: string[] = [];
  const stop = recordRuns(watcher, into, (line) => reports.push(line));
  watcher.onEvent(({ watch, event }) => {
    if (watch && event.type === "ended") andThen?.(watcher, watch.id);
  });
  const leave = new AbortController();
  const over = watcher.run(leave.signal).catch(() => undefined);
  await clock.advance(600_000);
  leave.abort();
  await over;
  await stop();
  return { reports, endings: watcher.snapshot().watches.map(({ ending }) => ending?.kind) };
}

/** Begins with the watch: a minute of reading, a minute of processing, then what is given. */
function ordinary(end: string) {
  return ({ at }: Seen) => {
    // A tenant dates its answers in whole seconds.
    const times = { start, answeredAt: start + Math.floor(at / 1000) * 1000 };
    if (at < 60_000) return answer("STARTED", {}, times);
    if (at < 120_000) return answer("ACCOUNTS_COLLECTED", accounts(1, 5200), times);
    return answer(end, accounts(5200, 5200), times);
  };
}

test("what ends is kept, in the order of the ends, with the phases that were seen", async () => {
  const { reports, endings } = await recorded(["hr", "ad"], {
    status: (seen) => ordinary(seen.id === "hr" ? "COMPLETED" : "CANCELLED")(seen),
  });
  expect(reports).toEqual([]);
  expect(endings).toEqual(["COMPLETED", "CANCELLED"]);
  const { runs } = await readHistory(folder);
  expect(runs.map(({ id, source, ending }) => [id, source, ending])).toEqual([
    ["hr", "HR", "COMPLETED"],
    ["ad", "AD", "CANCELLED"],
  ]);
  expect(runs[0]?.totalAccounts).toBe(5200);
  expect(Math.round((runs[0]?.endedAt ?? 0) - start)).toBe(120_000);
  expect(usualOf(runs, "acme.api.identitynow.com", "HR")).toEqual({
    took: { medianMs: 120_000, p90Ms: 120_000, runs: 1 },
    collecting: { medianMs: 60_000, p90Ms: 60_000, runs: 1 },
    lastTookMs: [120_000],
  });
});

test("a run that was watched whole is kept with the course of its work and what was told of it", async () => {
  await recorded(["hr"], {
    status: ({ at }: Seen) => {
      const times = { start, answeredAt: start + Math.floor(at / 1000) * 1000 };
      if (at < 60_000) return answer("STARTED", {}, times);
      const done = Math.min(500, Math.floor((at - 60_000) / 30_000) * 50);
      return answer(at < 420_000 ? "ACCOUNTS_COLLECTED" : "COMPLETED", accounts(done, 500), times);
    },
  });
  const [run] = (await readHistory(folder)).runs;
  expect(run).toMatchObject({
    accountsMs: 300_000,
    accountsQuarters: [0.25, 0.5, 0.75],
    identitiesMs: undefined,
    tailMs: 60_000,
    longestGapMs: 30_000,
    toldAtQuarter: { atMs: 120_000, leftMs: 240_000 },
    toldAtHalf: { atMs: 240_000, leftMs: 120_000 },
  });
});

test("what still runs when it is left, or was never seen, is not kept", async () => {
  const { endings } = await recorded(["hr", "none", "refused"], {
    status: ({ id }) => {
      if (id === "none") throw new NotFoundError("");
      if (id === "refused") throw new RefusedError(403, "not yours");
      return answer("STARTED", {}, { start });
    },
  });
  expect(endings).toEqual([undefined, "NOT_FOUND", "REFUSED"]);
  expect(await readdir(folder)).toEqual([]);
});

test("what ends is kept though it is dropped at once", async () => {
  await recorded(
    ["hr", "ad", "sap"],
    { status: ordinary("COMPLETED") },
    { andThen: (watcher, id) => watcher.drop(id) },
  );
  const { runs } = await readHistory(folder);
  expect(runs.map(({ id }) => id)).toEqual(["hr", "ad", "sap"]);
});

test("neither token nor what the API said is kept", async () => {
  const { endings } = await recorded(["hr", "ad"], {
    signIn: () => ({ accessToken: "canary-token", expiresInMs: 3_600_000 }),
    status: (seen) => {
      if (seen.at < 60_000) return ordinary("COMPLETED")(seen);
      if (seen.id === "hr")
        throw new RefusedError(400, "canary-text", { requestId: "canary-request" });
      throw new SignInRefusedError("canary-advice");
    },
  });
  expect(endings).toEqual(["REFUSED", "SIGN_IN_REFUSED"]);
  const text = await readFile(join(folder, "history.jsonl"), "utf8");
  expect(text.split("\n")).toHaveLength(3);
  expect(text).not.toContain("canary");
});

test("a history that cannot be written is told once, and the watch goes on", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  const { reports, endings } = await recorded(
    ["hr", "ad", "sap"],
    { status: ordinary("COMPLETED") },
    { into: file },
  );
  expect(endings).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatch(/^the run history was not written: EEXIST/);
});
