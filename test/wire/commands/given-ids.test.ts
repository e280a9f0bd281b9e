import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseTaskStatus } from "../../../src/api/endpoints/task-status.ts";
import { lineOf } from "../../../src/output/ndjson/line-object.ts";
import { aggregationObject, startedObject } from "../../../src/output/ndjson/session-objects.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

const listed = parseTaskStatus('{"id":"x"}') ?? expect.fail();

/** A tenant with one aggregation that ends at once, and what `aggwatch -` makes of a text. */
async function tenant() {
  const { simulator, run } = await simulatedTenant(["zero"]);
  const id = simulator.aggregations[0]?.id ?? "";
  const piped = (input: string | Uint8Array, ...args: readonly string[]) =>
    run(["-", "--output", "quiet", ...args], "administrator", {
      stdin: Readable.from([Buffer.from(input)]),
    });
  return { simulator, run, id, piped };
}

describe("standard input", () => {
  test("may be what aggwatch itself writes: ids, what was started, what list found", async () => {
    const { id, piped } = await tenant();
    const one = { id, label: "Payroll" };
    const task = { ...listed, id, sourceName: "Payroll" };
    const texts = [
      `${id}\n`,
      `${lineOf(startedObject(0, one, "2c9180", false, undefined))}\n`,
      `${lineOf(aggregationObject(0, task, false))}\n${lineOf(aggregationObject(0, task, false))}\n`,
    ];
    for (const text of texts) {
      expect(await piped(text)).toEqual({ code: 0, output: "", errors: "" });
    }
  });

  test("may be UTF-16", async () => {
    const { id, piped } = await tenant();
    expect((await piped(Buffer.from(`\uFEFF${id.toUpperCase()}\r\n`, "utf16le"))).code).toBe(0);
  });

  test.for(["", "\n", "# none tonight\r\n", "[]", "\uFEFF"])(
    "without an id is nothing to watch, which has an exit code of its own: %j",
    async (input) => {
      const { piped, simulator } = await tenant();
      expect(await piped(input)).toEqual({
        code: 5,
        output: "",
        errors: "aggwatch: nothing to watch: no ids on standard input\n",
      });
      expect(simulator.requests).toEqual([]);
    },
  );

  test("without an id takes nothing from the ids beside it", async () => {
    const { id, piped } = await tenant();
    expect((await piped("\n", id)).code).toBe(0);
  });

  test("of 150,000 ids, or of text without end, is refused at once", async () => {
    const { piped, run, simulator } = await tenant();
    const many = Array.from({ length: 150_000 }, (_, index) => `job-${index + 10_000_000}`);
    const { code, errors } = await piped(many.join("\n"));
    expect({ code, errors }).toEqual({
      code: 2,
      errors: "aggwatch: more than 10,000 ids are given; watch them in several runs\n",
    });
    const endless = function* () {
      for (;;) yield Buffer.alloc(65_536, "a\n");
    };
    const long = await run(["-"], "administrator", { stdin: Readable.from(endless()) });
    expect(long).toMatchObject({ code: 2, errors: expect.stringContaining("longer than 4 MiB") });
    expect(simulator.requests).toEqual([]);
  });
});

describe("before anything is sent", () => {
  test.for([
    ["a wrong word", ["watch"], /unknown command "watch"; aggwatch ID watches one/],
    ["a wrong word beside an id", ["a1b2c3d4", "verison"], /did you mean: aggwatch version/],
    ["a command behind an id", ["a1b2c3d4", "list"], /the command list must come first/],
    ["a name with a blank", ["Workday HR"], /To watch a source by name: aggwatch --source "Work/],
    ["a file", [String.raw`C:\ids.txt`], /To read ids from a file: aggwatch - < "C:\\ids.txt"/],
    ["an address", ["https://acme.api.identitynow.com/status"], /is not an aggregation id/],
    ["another tenant", ["evil:2c91808477a6b0c60177a81146b8110b"], /is not a tenant with credent/],
    [
      "an address at another tenant",
      ["https://evil.example/v2024/account-aggregations/2c91808477a6b0c60177a81146b8110b/status"],
      /is in an address at evil\.example, but the tenant is 127\.0\.0\.1:\d+/,
    ],
  ] as const)("%s is refused", async ([, args, said]) => {
    const { run, simulator } = await tenant();
    const { code, errors } = await run(args);
    expect(code).toBe(2);
    expect(errors).toMatch(said);
    expect(simulator.requests).toEqual([]);
  });

  test("a wrong word is told although there is no tenant", async () => {
    const { run } = await tenant();
    const { code, errors } = await run(["lst"], "administrator", { env: {} });
    expect({ code, errors }).toEqual({
      code: 2,
      errors:
        'aggwatch: unknown command "lst"; did you mean: aggwatch list. ' +
        "To watch a source by name: aggwatch --source lst\n",
    });
  });
});

test("the client's own secret is no id, and is neither sent nor repeated", async () => {
  const { run, simulator } = await tenant();
  const env = {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: "c1",
    SAIL_CLIENT_SECRET: "a1b2c3d4e5f6",
  };
  const { code, errors } = await run(["A1B2C3D4E5F6"], "administrator", { env });
  expect({ code, errors }).toEqual({
    code: 2,
    errors: "aggwatch: the value of SAIL_CLIENT_SECRET is not an aggregation id\n",
  });
  expect(simulator.requests).toEqual([]);
});

test("an address at the tenant gives its id, which is said", async () => {
  const { run, simulator, id } = await tenant();
  const address = new URL(`v2024/account-aggregations/${id}/status`, simulator.baseUrl).href;
  const { code, errors } = await run([address, "--output", "quiet"]);
  expect({ code, errors }).toEqual({
    code: 0,
    errors: `aggwatch: the id in that address: ${id}\n`,
  });
});

test("an id of another form is asked for, with one line of warning", async () => {
  const { run, simulator } = await tenant();
  const { code, errors } = await run(["job-2024-0001", "--output", "quiet"]);
  expect(code).toBe(3);
  expect(errors).toMatch(/^aggwatch: "job-2024-0001" does not look like an aggregation id .*\n$/);
  expect(simulator.requests.some(({ path }) => path.includes("job-2024-0001"))).toBe(true);
});
