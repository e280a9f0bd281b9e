import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { program, shell } from "./support/open.ts";

const folder = mkdtempSync(join(tmpdir(), "aggwatch-replay-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a recording is played, stopped by a key, goes on, and ends as it ended", async () => {
  const pty = shell("replay assets/recordings/four.ndjson --speed 50");
  await pty.until(/acme · replay ×50 · [^]* COMPLETED WITH ERRORS /);
  pty.type(" ");
  await pty.until("replay paused");
  const fasterAndBack = async () => {
    pty.type("+");
    await pty.until("replay ×100 ");
    pty.type("-");
    await pty.until("replay ×50 ");
  };
  await fasterAndBack();
  const stopped = pty.screen();
  expect(stopped[0]).toMatch(/14:(?:0[4-9]|1\d):\d\d$/);
  // At such a speed ten seconds would have passed by then.
  await fasterAndBack();
  await pty.until(() => pty.screen().join() === stopped.join());
  pty.type("+++++ ");
  await pty.until("terminal as it was");
  const after = pty.screen().join("\n");
  expect(after).toMatch(/^before\n✓ [^]*\n✗ PeopleSoft +COMPLETED WITH ERRORS in 3m 5\ds/);
  expect(after).toContain("left with 1");
  expect(pty.isAlternate()).toBe(false);
});

test("a recording that was cut off ends there, says so, and leaves what still ran", async () => {
  const pty = shell("replay assets/recordings/cut-off.ndjson --speed 1000");
  await pty.until("terminal as it was");
  const after = pty.screen().join("\n");
  expect(after).toMatch(/▸ Workday HR +PROCESSING when left/);
  expect(after).toContain("the recording ends here: it was cut off at 2026-11-23T14:04:30Z");
  expect(after).toContain("left with 8");
});

test("q leaves a replay at once", async () => {
  const pty = shell("replay assets/recordings/four.ndjson");
  await pty.until("COLLECTING");
  pty.type("q");
  await pty.until("left with 8");
  await pty.until("terminal as it was");
});

test("a watch that is killed can be replayed up to there", async () => {
  const path = join(folder, "killed.ndjson");
  const killed = program(["demo", "--speed", "100", "--record", path]);
  // The screen shows it at once, and the file has it soon.
  await killed.until(/GitHub[^]* CANCELLED/);
  await killed.until(() => readFileSync(path, "utf8").includes("CANCELLED"));
  killed.kill("SIGKILL");
  await expect(killed.exited).resolves.toBe(137);
  const pty = shell(`replay ${path} --speed 1000`);
  await pty.until("terminal as it was");
  const after = pty.screen().join("\n");
  expect(after).toMatch(/− GitHub +CANCELLED by a user/);
  expect(after).toMatch(/ SAP ECC +PROCESSING when left/);
  expect(after).toContain("the recording ends here: it was cut off at ");
  expect(after).toContain("left with 1");
});
