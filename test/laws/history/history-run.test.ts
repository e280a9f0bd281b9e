import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noCourse, type RunCourse } from "../../../src/history/course-of-run.ts";
import { formatRun, parseRuns, type Run } from "../../../src/history/run.ts";
import { taskOutcomes } from "../../../src/watch/model/verdict.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import { anyCharacter } from "../../support/any-character.ts";

const run: Run = {
  endedAt: Date.parse("2026-11-23T14:07:31Z"),
  tenant: "acme.api.identitynow.com",
  id: "2c91808477a6b0c60177a81146b8110b",
  source: "Workday HR",
  ending: "COMPLETED",
  verdict: "WARNING",
  collectingMs: 362_000,
  processingMs: 559_000,
  tookMs: 921_000,
  totalAccounts: 5200,
  totalIdentities: 2640,
  totalAccountsMarkedForDeletion: 12,
  ...noCourse,
};
const course: RunCourse = {
  accountsMs: 480_000,
  identitiesMs: 310_000,
  accountsQuarters: [0.2, 0.45, 0.7],
  identitiesQuarters: [0.25, 0.5, 0.75],
  beginShare: 0.31,
  tailMs: 8000,
  longestGapMs: 61_000,
  toldAtQuarter: { atMs: 230_000, leftMs: 700_000, leastMs: 500_000, mostMs: 900_000 },
  toldAtHalf: { atMs: 460_000, leftMs: 440_000, leastMs: 380_000, mostMs: 520_000 },
};
const expired: Run = {
  endedAt: 0,
  tenant: "acme.api.identitynow.com",
  id: "x",
  source: undefined,
  ending: "EXPIRED",
  verdict: undefined,
  collectingMs: undefined,
  processingMs: undefined,
  tookMs: undefined,
  totalAccounts: undefined,
  totalIdentities: undefined,
  totalAccountsMarkedForDeletion: undefined,
  ...noCourse,
};

/** A line with some fields of `run` given otherwise. */
function lineWith(fields: Record<string, unknown>): string {
  return JSON.stringify({ ...(JSON.parse(formatRun(run)) as object), ...fields });
}

const text = fc
  .string({ unit: anyCharacter, maxLength: 60 })
  .map(safeText)
  .filter((one) => one !== "");
const amount = fc.option(fc.maxSafeNat(), { nil: undefined });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const quarters = fc.option(
  fc.tuple(share, share, share).map((shares): RunCourse["accountsQuarters"] => {
    const [quarter = 0, half = 0, threeQuarters = 0] = shares.toSorted((a, b) => a - b);
    return [quarter, half, threeQuarters];
  }),
  { nil: undefined },
);
const told = fc.option(
  fc.tuple(fc.maxSafeNat(), fc.nat(), fc.nat(), fc.nat()).map(([atMs, ...spans]) => {
    const [leastMs = 0, leftMs = 0, mostMs = 0] = spans.toSorted((a, b) => a - b);
    return { atMs, leftMs, leastMs, mostMs };
  }),
  { nil: undefined },
);
const anyRun: fc.Arbitrary<Run> = fc.record({
  endedAt: fc.integer({ min: 0, max: Date.parse("9999-12-31T23:59:59Z") }),
  tenant: text,
  id: fc.oneof(text, fc.constant('{"v":1'), fc.constant('"},{"v":2')),
  source: fc.option(fc.oneof(text, fc.constant('\\{"v":1,"')), { nil: undefined }),
  ending: fc.constantFrom<Run["ending"]>(
    "COMPLETED",
    "CANCELLED",
    "TERMINATED",
    "EXPIRED",
    "NOT_FOUND",
    "GIVEN_UP",
    "REFUSED",
    "SIGN_IN_REFUSED",
  ),
  verdict: fc.option(fc.constantFrom(...taskOutcomes), { nil: undefined }),
  collectingMs: amount,
  processingMs: amount,
  tookMs: amount,
  totalAccounts: amount,
  totalIdentities: amount,
  totalAccountsMarkedForDeletion: amount,
  accountsMs: amount,
  identitiesMs: amount,
  accountsQuarters: quarters,
  identitiesQuarters: quarters,
  beginShare: fc.option(share, { nil: undefined }),
  tailMs: amount,
  longestGapMs: amount,
  toldAtQuarter: told,
  toldAtHalf: told,
});

describe("a record", () => {
  test("is one line that people can read", () => {
    expect(formatRun(run)).toBe(
      '{"v":1,"endedAt":"2026-11-23T14:07:31.000Z","tenant":"acme.api.identitynow.com",' +
        '"id":"2c91808477a6b0c60177a81146b8110b","source":"Workday HR","ending":"COMPLETED","verdict":"WARNING",' +
        '"collectingMs":362000,"processingMs":559000,"tookMs":921000,"totalAccounts":5200,' +
        '"totalIdentities":2640,"totalAccountsMarkedForDeletion":12}',
    );
  });

  test("has the course of the work and what was told of it in about 200 characters", () => {
    const line = formatRun({ ...run, ...course });
    expect(line.slice(formatRun(run).length - 1)).toBe(
      ',"accountsMs":480000,"identitiesMs":310000,"accountsQuarters":[0.2,0.45,0.7],' +
        '"identitiesQuarters":[0.25,0.5,0.75],"beginShare":0.31,"tailMs":8000,"longestGapMs":61000,' +
        '"toldAtQuarter":[230000,700000,500000,900000],"toldAtHalf":[460000,440000,380000,520000]}',
    );
  });

  test("leaves out what is unknown", () => {
    expect(formatRun(expired)).toBe(
      '{"v":1,"endedAt":"1970-01-01T00:00:00.000Z","tenant":"acme.api.identitynow.com","id":"x","ending":"EXPIRED"}',
    );
  });

  test("has no field but its own, whatever else an object carries", () => {
    const more = { ...run, accessToken: "canary", text: "canary", log: [{ reason: "canary" }] };
    expect(formatRun(more)).toBe(formatRun(run));
  });
});

describe("a history's text", () => {
  test("is read in its order", () => {
    expect(parseRuns(`${formatRun(run)}\n${formatRun(expired)}\n`)).toEqual([run, expired]);
    expect(parseRuns("")).toEqual([]);
  });

  test("property: what was written is read again, and each is one line", () => {
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 5 }), (runs) => {
        const lines = runs.map(formatRun);
        for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
        expect(parseRuns(lines.map((line) => `${line}\n`).join(""))).toEqual(runs);
      }),
    );
  });

  test("property: wherever a crash cut a record off, those before and after it are read", () => {
    fc.assert(
      fc.property(anyRun, anyRun, fc.nat(), anyRun, (before, broken, cut, after) => {
        const line = formatRun(broken);
        const part = line.slice(0, cut % line.length);
        const torn = `${formatRun(before)}\n${part}${formatRun(after)}\n`;
        expect(parseRuns(torn)).toEqual([before, after]);
      }),
    );
  });

  test("may lack a line end between two whole records", () => {
    expect(parseRuns(formatRun(run) + formatRun(expired))).toEqual([run, expired]);
  });

  test("may have the line ends of an editor on Windows", () => {
    expect(parseRuns(`${formatRun(run)}\r\n${formatRun(expired)}\r\n`)).toEqual([run, expired]);
  });

  test.for([
    ["another version", lineWith({ v: 2 })],
    ["no version", lineWith({ v: undefined })],
    ["no id", lineWith({ id: undefined })],
    ["an id of nothing visible", lineWith({ id: "\u200b \u001b[0m" })],
    ["no tenant", lineWith({ tenant: 7 })],
    ["an ending that there is not", lineWith({ ending: "FINE" })],
    ["no time", lineWith({ endedAt: undefined })],
    ["a time that is no ISO time", lineWith({ endedAt: "yesterday" })],
    ["a day that there is not", lineWith({ endedAt: "2026-13-41T14:07:31Z" })],
    ["another program's JSON", '{"level":"info"}'],
    ["an array", "[1]"],
    ["null", "null"],
    ["prose", "hello"],
    ["zeros after a power cut", "\0".repeat(300)],
    ["broken characters", "\ufffd\ufffd{"],
    ["nothing", ""],
  ] as const)("with a line of %s is read without that line", ([, line]) => {
    expect(parseRuns(`${formatRun(run)}\n${line}\n${formatRun(expired)}\n`)).toEqual([
      run,
      expired,
    ]);
  });

  test.for([-1, 1.5, 1e300, "12", null, {}])(
    "with a number of %j has that number unknown",
    (odd) => {
      expect(parseRuns(lineWith({ tookMs: odd, totalAccounts: odd }))).toEqual([
        { ...run, tookMs: undefined, totalAccounts: undefined },
      ]);
    },
  );

  test.for([
    ["accountsQuarters", [0.5, 0.25, 0.75]],
    ["accountsQuarters", [0.2, 0.4, 1.1]],
    ["identitiesQuarters", [-0.1, 0.4, 0.8]],
    ["identitiesQuarters", [0.2, 0.4]],
    ["identitiesQuarters", "0.2"],
    ["beginShare", 1.01],
    ["beginShare", null],
    ["accountsMs", -1],
    ["tailMs", "8000"],
    ["longestGapMs", 1e300],
    ["toldAtQuarter", [230_000, 700_000, 800_000, 900_000]],
    ["toldAtQuarter", [230_000, 700_000, 500_000]],
    ["toldAtHalf", [-1, 5, 5, 5]],
    ["toldAtHalf", { atMs: 1 }],
  ] as const)("with an impossible %s, %j, has all else", ([name, odd]) => {
    const line = { ...(JSON.parse(formatRun({ ...run, ...course })) as object), [name]: odd };
    expect(parseRuns(JSON.stringify(line))).toEqual([{ ...run, ...course, [name]: undefined }]);
  });

  test("of an earlier version has no course", () => {
    expect(parseRuns(formatRun(run))).toEqual([{ ...run, ...noCourse }]);
  });

  test("may know more fields than we do", () => {
    expect(parseRuns(lineWith({ verdict: "WARNING", shards: [1, 2], tail: {} }))).toEqual([run]);
  });

  test("is made safe to print", () => {
    const hostile = lineWith({ source: "\u001b]0;x\u0007HR\u202e\n2", id: "a\u001b[2Jb" });
    expect(parseRuns(hostile)).toEqual([{ ...run, source: "HR 2", id: "ab" }]);
  });

  test("property: never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.json()), (garbage) => {
        expect(parseRuns(garbage)).toEqual([]);
      }),
    );
  });
});
