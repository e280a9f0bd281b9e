import { describe, expect, test } from "vitest";
import { startPlainOutput } from "../../../src/output/plain.ts";
import { passing } from "../../support/invented/recording.ts";
import { openReplay, type RecordingName } from "../../support/recordings.ts";

/** The lines of a recording that is played to its end. */
async function linesOf(name: RecordingName, speed: number) {
  const { replay, base } = await openReplay(name, speed);
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const close = startPlainOutput(replay, replay.clock, replay.usuals, write);
  await passing(base, replay.run(new AbortController().signal));
  await close();
  return { text: lines.map((line) => `${line}\n`).join(""), end: replay.end() };
}

describe("the recording of four aggregations", () => {
  test("is told in lines: a stall, 429s, a verdict, each at its time", async () => {
    const { text, end } = await linesOf("four", 20);
    await expect(text).toMatchFileSnapshot("../../golden/replay-four.txt");
    expect(end).toEqual({ by: "ends", exitCode: 1 });
  });

  test.for([0.1, 3, 1000])("is told in the same lines at ×%f", async (speed) => {
    const { text } = await linesOf("four", speed);
    await expect(text).toMatchFileSnapshot("../../golden/replay-four.txt");
  });
});

test("a recording that was cut off is told up to there", async () => {
  const { text, end } = await linesOf("cut-off", 20);
  expect(end).toBe("cutOff");
  expect(text.trimEnd().split("\n").slice(-3)).toMatchInlineSnapshot(`
    [
      "2026-11-23T14:03:30Z  Workday HR      ACCOUNTS_COLLECTED, 5,275 accounts to process",
      "2026-11-23T14:04:00Z  Workday HR      PROCESSING, 0/5,275 accounts (0%), 0/2,627 identities (0%), 0/9 deletions (0%), running 3m 59s",
      "2026-11-23T14:04:30Z                  1 still running, 1 completed",
    ]
  `);
});
