import { expect, test } from "vitest";
import { shell } from "./open.ts";

test("a recording is played, stopped by a key, goes on, and ends as it ended", async () => {
  const pty = shell("replay assets/recordings/four.ndjson --speed 50");
  await pty.until(/acme · replay ×50 · [^]* STALLED /);
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
  expect(stopped[0]).toMatch(/14:0[5-7]:\d\d $/);
  // At such a speed ten seconds would have passed by then.
  await fasterAndBack();
  await pty.until(() => pty.screen().join() === stopped.join());
  pty.type("+++++ ");
  await pty.until("terminal as it was");
  const after = pty.screen().join("\n");
  expect(after).toMatch(/^before\n✗ PeopleSoft +COMPLETED WITH ERRORS in 3m 57s/);
  expect(after).toContain("left with 1");
  expect(pty.isAlternate()).toBe(false);
});

test("a recording that was cut off ends there, says so, and leaves what still ran", async () => {
  const pty = shell("replay assets/recordings/cut-off.ndjson --speed 1000");
  await pty.until("terminal as it was");
  const after = pty.screen().join("\n");
  expect(after).toMatch(/▸ Workday HR +PROCESSING when left/);
  expect(after).toContain("the recording ends here: it was cut off at 2026-11-23T14:03:40Z");
  expect(after).toContain("left with 8");
});

test("q leaves a replay at once", async () => {
  const pty = shell("replay assets/recordings/four.ndjson");
  await pty.until("COLLECTING");
  pty.type("q");
  await pty.until("left with 8");
  await pty.until("terminal as it was");
});
