import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatRun, parseRuns, type Run } from "../../../src/history/run.ts";
import { taskOutcomes } from "../../../src/watch/model/verdict.ts";
import { safeText } from "../../../src/text/safe-text.ts";

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
};

/** A line with some fields of `run` given otherwise. */
function lineWith(fields: Record<string, unknown>): string {
  return JSON.stringify({ ...(JSON.parse(formatRun(run)) as object), ...fields });
}

const text = fc
  .string({ unit: "binary", maxLength: 60 })
  .map(safeText)
  .filter((one) => one !== "");
const amount = fc.option(fc.maxSafeNat(), { nil: undefined });
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

  test("may know more fields than we do", () => {
    expect(parseRuns(lineWith({ verdict: "WARNING" }))).toEqual([run]);
  });

  test("is made safe to print", () => {
    const hostile = lineWith({ source: "\u001b]0;x\u0007HR\u202e\n2", id: "a\u001b[2Jb" });
    expect(parseRuns(hostile)).toEqual([{ ...run, source: "HR 2", id: "ab" }]);
  });

  test("property: never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (garbage) => {
        expect(parseRuns(garbage)).toEqual([]);
      }),
    );
  });
});
