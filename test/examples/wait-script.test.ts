import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/exit/exit-code-table.ts";
import { examplePath, exampleText } from "./example-files.ts";
import { openInstalled, openTenant, openWorkshop } from "./workshop.ts";

const name = "wait.sh";

test("bash can read it, and it may be run", async () => {
  const { stderr } = await promisify(execFile)("bash", ["-n", examplePath(name)]);
  expect(stderr).toBe("");
  await expect(access(examplePath(name), constants.X_OK)).resolves.toBeUndefined();
});

test("it waits for all of its sources, and exits as the worst of them", async () => {
  const { bash } = await openInstalled();
  const ran = await bash(`"${examplePath(name)}" Slack PeopleSoft`, await openTenant());
  expect(ran.code).toBe(1);
  expect(ran.output).toMatch(/Slack {7}COMPLETED /);
  expect(ran.output).toMatch(/PeopleSoft {2}COMPLETED WITH ERRORS /);
  expect(ran.errors).toBe(
    "It ran and did not work, or was not allowed to start: see above, then the source.\n",
  );
});

describe("it has an answer of its own to", () => {
  const codes = [...exitCodes.flatMap((one) => one.codes), 127];
  const unknown = "An exit code that this script does not know.\n";

  test.for(codes)("exit code %i, and exits with it", async (code) => {
    const { bash, command } = await openWorkshop();
    await command("aggwatch", `exit ${code}`);
    const ran = await bash(`"${examplePath(name)}" Slack`);
    expect(ran).toMatchObject({ code, output: "" });
    expect(ran.errors).not.toBe(unknown);
    expect(ran.errors).toMatch(/^[A-Z][^\n]+\.\n$/);
  });

  test("one that nobody knows", async () => {
    const { bash, command } = await openWorkshop();
    await command("aggwatch", "exit 99");
    expect(await bash(`"${examplePath(name)}" Slack`)).toMatchObject({ code: 99, errors: unknown });
  });
});

test("the time that it waits may be set", async () => {
  const { bash, command } = await openWorkshop();
  await command("aggwatch", 'echo "$@"');
  const { output } = await bash(`TIMEOUT=30m "${examplePath(name)}" "Workday HR"`);
  expect(output).toContain("start Workday HR --strict --timeout 30m");
  expect(exampleText(name)).toContain("${TIMEOUT:-2h}");
});
