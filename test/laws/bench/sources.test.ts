import { expect, test } from "vitest";
import { knownKinds, unknownKinds } from "../../bench/sources/kinds.ts";
import { watchedRun } from "../../bench/sources/watched-run.ts";

const known = knownKinds.map((kind) => ({
  kind,
  run: watchedRun({ set: "law", kind, lengthMin: 15, seed: 0 }, "as usual"),
}));
const unknown = unknownKinds.map((kind) => ({
  kind,
  run: watchedRun({ set: "law", kind, lengthMin: 15, seed: 0 }, "not at all"),
}));

test.each([...known, ...unknown])("$kind.name: nothing is undone and all is done", ({ run }) => {
  for (const name of ["processedAccounts", "processedIdentities"] as const) {
    const counts = run.trace.polls.flatMap(({ answer }) => answer?.counters[name] ?? []);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
  }
  const last = run.trace.polls.at(-1)?.answer;
  expect(last?.status).toBe("COMPLETED");
  expect(last?.counters.processedAccounts).toBe(last?.counters.totalAccounts);
  expect(last?.counters.processedIdentities).toBe(last?.counters.totalIdentities);
});

test("The same arguments give the same run, another set of seeds another", () => {
  const [kind] = knownKinds;
  const runOf = (set: string) =>
    kind && watchedRun({ set, kind, lengthMin: 3, seed: 1 }, "as usual");
  expect(runOf("tune")).toEqual(runOf("tune"));
  expect(runOf("tune")).not.toEqual(runOf("report"));
});

test("Ten earlier runs are known of a source, and none where runs do not differ", () => {
  expect(known.map(({ run }) => run.earlier.length)).toEqual(known.map(() => 10));
  expect(unknown.flatMap(({ run }) => run.earlier)).toEqual([]);
});

test.each(known)("$kind.name: earlier runs tell what the run has", ({ kind, run }) => {
  const hasIdentities = kind.identities !== "none" && !kind.isUnchanged;
  for (const { accounts, identities, beginShare, tookMs, readingMs, tailMs } of run.earlier) {
    expect(accounts !== undefined).toBe(!kind.isUnchanged);
    expect(identities !== undefined).toBe(hasIdentities);
    expect(beginShare !== undefined).toBe(hasIdentities);
    const longestMs = Math.max(accounts?.tookMs ?? 0, identities?.tookMs ?? 0);
    expect(tookMs).toBeGreaterThanOrEqual(readingMs + longestMs + tailMs);
  }
});

test("Runs are polled as often and from the moment that their kind says", () => {
  const of = (name: string) => unknown.find(({ kind }) => kind.name === name)?.run.trace;
  const seldom = of("polled every 2 min")?.polls ?? [];
  const gapsMs = seldom.slice(1).map(({ atMs }, index) => atMs - (seldom[index]?.atMs ?? 0));
  expect(gapsMs.every((ms) => Math.abs(ms - 120_000) < 5000)).toBe(true);
  const late = of("joined late");
  expect(late?.polls[0]?.atMs).toBeGreaterThan(0.3 * (late?.completedAtMs ?? 0));
});
