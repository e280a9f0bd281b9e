import { access, constants } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/exit/exit-code-table.ts";
import { examplePath } from "./example-files.ts";
import { openInstalled, openTenant, openWorkshop } from "./workshop.ts";

const name = "check-aggregation.sh";

test("it may be run, and says in one line how the latest aggregation of a source went", async () => {
  await expect(access(examplePath(name), constants.X_OK)).resolves.toBeUndefined();
  const { bash } = await openInstalled();
  const tenant = await openTenant();
  expect(await bash(`"${examplePath(name)}" --source Slack`, tenant)).toEqual({
    code: 0,
    output: "AGGREGATION OK: Slack completed\n",
    errors: "",
  });
  expect(await bash(`"${examplePath(name)}" --source Nowhere`, tenant)).toEqual({
    code: 3,
    output: "AGGREGATION UNKNOWN: no answer, aggwatch doctor tells why\n",
    errors: "",
  });
});

describe("Nagios gets", () => {
  const wanted = new Map([
    [0, 0],
    [8, 0],
    [1, 2],
  ]);
  const codes = [...exitCodes.flatMap((one) => one.codes), 127];

  test.for(codes)("one of its own exit codes for %i, and one line", async (code) => {
    const { bash, command } = await openWorkshop();
    await command("aggwatch", `echo "HR failed"; exit ${code}`);
    const ran = await bash(`"${examplePath(name)}" --source HR`);
    expect(ran.code).toBe(wanted.get(code) ?? 3);
    const word = ["OK", "", "CRITICAL", "UNKNOWN"][ran.code];
    expect(ran).toMatchObject({ output: `AGGREGATION ${word}: HR failed\n`, errors: "" });
  });
});
