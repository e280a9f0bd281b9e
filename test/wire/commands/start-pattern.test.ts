import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { OtherHost } from "../support/simulated-command.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

/** A terminal at which a question is answered; `asked` is what it says on stderr. */
function terminal(answer: string) {
  const stderr = new PassThrough();
  let asked = "";
  stderr.on("data", (chunk) => (asked += String(chunk)));
  const stdin = Object.assign(Readable.from([answer]), { isTTY: true });
  const other = { stdin, stderr: Object.assign(stderr, { isTTY: true }) } as unknown as OtherHost;
  return { other, asked: () => asked };
}

const startsOf = (paths: readonly { readonly path: string }[]) =>
  paths.filter(({ path }) => path.endsWith("/load-accounts")).length;

const three = [
  "start",
  "--match",
  "sa*",
  "--match",
  "s*e*t",
  "--except",
  "*point",
  "--except",
  "Salesforce",
];

describe("sources by a pattern", () => {
  test("are listed where nobody can be asked, with what to add, and exit code 2", async () => {
    const { run, simulator } = await simulatedTenant([]);
    const { code, output, errors } = await run(three);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toBe(
      "aggwatch: this starts 3 sources; add --yes if that is meant:\n" +
        '  Sales "EMEA"\n  SAP ECC\n  Smartsheet\n',
    );
    expect(startsOf(simulator.requests)).toBe(0);
  });

  test("are started with --yes, so many at a time", async () => {
    const { run, simulator } = await simulatedTenant([]);
    const flags = ["--match", "Sl*", "--match", "PAYROLL", "--yes", "--at-once", "1"];
    const { code, output } = await run(["start", ...flags]);
    expect(code).toBe(0);
    expect(output).toMatch(/Payroll[^]*Slack[^]* 2 completed\n$/);
    expect(startsOf(simulator.requests)).toBe(2);
  });

  test("are listed on a terminal with what runs already, and started once that is confirmed", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    await run(["list"]);
    const { other, asked } = terminal("y\n");
    const flags = ["--match", "Workday*", "--match", "Slack", "--output", "ndjson"];
    const { code } = await run(["start", ...flags], "administrator", other);
    expect(asked()).toMatch(
      /^aggwatch: this starts 2 sources:\n {2}Slack\n {2}Workday HR {2}running already \([^)]+\): that one is watched\naggwatch: start 2 sources\? \[y\/N\] /,
    );
    expect(code).toBe(0);
    expect(startsOf(simulator.requests)).toBe(1);
  });

  test.each(["\n", "n\n", ""])("are not started by %j, with 8", async (answer) => {
    const { run, simulator } = await simulatedTenant([]);
    const { other, asked } = terminal(answer);
    const { code } = await run(["start", "--match", "Sl*"], "administrator", other);
    expect(code).toBe(8);
    expect(asked()).toMatch(/not started: Slack\n$/);
    expect(startsOf(simulator.requests)).toBe(0);
  });

  test("leave out what takes a CSV and has none, by name", async () => {
    const { run, simulator } = await simulatedTenant([]);
    const { code, errors } = await run(["start", "--match", "Con*", "--yes", "--no-watch"]);
    expect(code).toBe(0);
    expect(errors).toBe(
      "aggwatch: not started: Contractors (a delimited-file source: Contractors=accounts.csv starts it)\n",
    );
    expect(startsOf(simulator.requests)).toBe(2);
  });

  test("are all that the user may see with --all-sources", async () => {
    const { run } = await simulatedTenant([]);
    const { code, errors } = await run(["start", "--all-sources"], "subadmin");
    expect(code).toBe(2);
    expect(errors).toMatch(/this starts 2 sources;[^]* Active Directory Test\n[^]*Sales "EMEA"\n/);
  });
});

test("a source that was not reached lately is warned of, and started", async () => {
  const { run, simulator } = await simulatedTenant([]);
  const names = ["Oracle EBS", "Legacy LDAP", "Active Directory Test", "Okta"];
  const { code, errors } = await run(["start", ...names, "--no-watch"]);
  expect(code).toBe(0);
  expect(errors).toBe(
    "aggwatch: Oracle EBS may be unreachable (SOURCE_STATE_ERROR_VA): check its virtual appliances " +
      "in the web UI, Connections > Virtual Appliances; starting it anyway\n" +
      "aggwatch: Legacy LDAP may be unreachable (SOURCE_STATE_FAILURE_SOURCE): test its connection " +
      "in the web UI, Connections > Sources > Legacy LDAP; starting it anyway\n",
  );
  expect(startsOf(simulator.requests)).toBe(4);
});

test("what ends with TEMP_ERROR is well the second time", async () => {
  const { run } = await simulatedTenant([]);
  expect(await run(["start", "Smartsheet"])).toMatchObject({ code: 1 });
  const again = await simulatedTenant([]);
  const { code, errors } = await again.run(["start", "Smartsheet", "--retry", "1"]);
  expect(code).toBe(0);
  expect(errors).toMatch(/^aggwatch: Smartsheet: COMPLETED WITH ERRORS[^\n]*retry 1 of 1\)\n$/);
});

test.each([
  [[], "no source to start: name some, or give --match, --all-sources or --folder"],
  [["--match", "zzz*", "--yes"], 'no source matches "zzz*"'],
  [
    ["--match", "Slakc", "--yes"],
    'no source named "Slakc", or this user can\'t see it; did you mean "Slack"?',
  ],
  [
    ["--all-sources", "--except", "Oktaa", "--yes"],
    'no source named "Oktaa", or this user can\'t see it; did you',
  ],
  [["Okta", "--except", "Slack"], "--except is for --all-sources, --match and --folder"],
  [["--match", "Slack", "--except", "*", "--yes"], "no source is left to start"],
])("%j is wrong usage, and nothing is started", async (flags, text) => {
  const { run, simulator } = await simulatedTenant([]);
  const { code, output, errors } = await run(["start", ...flags]);
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(errors).toContain(text);
  expect(startsOf(simulator.requests)).toBe(0);
});
