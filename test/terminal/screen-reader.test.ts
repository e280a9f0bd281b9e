import { expect, test } from "vitest";
import { shell } from "./support/open.ts";

/** Every row of the screen that says something. */
const rowsOf = (pty: ReturnType<typeof shell>) => pty.screen().filter((row) => row !== "");

test("outcomes begin a line of their own after the question, without signs, whole", async () => {
  const pty = shell("demo normal warnings --speed 2 --screen-reader", { columns: 200 });
  await pty.until(/watching 2 aggregations[^]*: started[^]*: started/);
  pty.type("/ok\r");
  await pty.until("filter ok: 1 of 2 shown");
  pty.type("q");
  await pty.until("2 still running. Press q again to quit, any other key to stay");
  pty.type("q");
  await pty.until("left with 8");
  await pty.until("terminal as it was");
  const rows = rowsOf(pty);
  const question = rows.findIndex((row) => row.startsWith("2 still running. Press q again"));
  expect(rows[question]).toBe("2 still running. Press q again to quit, any other key to stay");
  expect(rows.slice(question + 1)).toEqual([
    expect.stringMatching(/^[\w ]+: collecting when left/),
    expect.stringMatching(/^[\w ]+: collecting when left/),
    "2 aggregations: 2 still running; exit code 8",
    "left with 8",
    "terminal as it was",
  ]);
});

test("a rate limit is said in plain words", async () => {
  const pty = shell("demo retry-seconds --speed 20 --screen-reader", { columns: 120 });
  await pty.until(/rate limited, waiting \d+ seconds?/);
  await pty.until("left with 0");
  expect(pty.screen().join("\n")).not.toMatch(/\b429\b/);
});
