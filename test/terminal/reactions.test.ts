import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { program } from "./support/open.ts";

test("a screen shows a command that failed, and its output breaks no row", async () => {
  const failing = ["--on-event", "ended=shell:echo noise; exit 3"];
  const pty = program(["demo", "quick", "--speed", "300", "--stay", ...failing]);
  await pty.until(/COMPLETED[^]* finished ═╝\n exit code 3 \(--on-event ended of Slack\)/);
  expect(pty.screen().join("\n")).not.toContain("noise");
  pty.type("q");
  expect(await pty.exited).toBe(0);
});

test("Ctrl-C ends the commands that a left program waits for, at the end one by one", async () => {
  const begun = join(mkdtempSync(join(tmpdir(), "aggwatch-")), "begun");
  const commands = ["--on-event", "ended=sleep 600", "--on-end", `shell:touch ${begun}; sleep 600`];
  const pty = program(["demo", "quick", "--speed", "300", "--output", "plain", ...commands]);
  await pty.until("waiting for 1 command, 29s at most; Ctrl-C ends them");
  pty.type("\u0003");
  await pty.until("--on-event ended of Slack: ended, since aggwatch was left");
  // A command that has just been started would be ended by the key itself.
  await expect.poll(() => existsSync(begun)).toBe(true);
  pty.type("\u0003");
  expect(await pty.exited).toBe(130);
});
