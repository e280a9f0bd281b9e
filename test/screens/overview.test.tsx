import { expect, test } from "vitest";
import { overviewRows } from "../../src/ui/screen/overview.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { accounts } from "../support/invented/answers.ts";
import { story, says } from "./story.ts";
import { sceneOf } from "./scene-of.ts";

function says0(name: string, status: string | undefined): Watch {
  return story(name, name, [says("14:07:28", status, accounts(120, 1000))]);
}

/** The first row, which counts the states. */
function states(watches: readonly Watch[], columns = 80): string | undefined {
  const [row] = overviewRows(sceneOf(watches), columns);
  return row
    ?.map(({ text }) => text)
    .join("")
    .trimEnd();
}

const processing = says0("a", "ACCOUNTS_COLLECTED");
const merging = says0("b", "MERGING");
const paused = says0("c", "PAUSED");
const none = says0("d", undefined);

test("an unrecognized status is counted as another one, with the API's own word", () => {
  expect(states([processing, merging])).toBe(" ▸ 1 processing   ? 1 other status (MERGING)");
  expect(states([merging, paused, { ...merging, id: "e" }])).toBe(
    " ? 3 other status (MERGING, PAUSED)",
  );
});

test("only an answer without a status is called that", () => {
  expect(states([processing, none])).toBe(" ▸ 1 processing   ? 1 no status");
  expect(states([none, merging])).toBe(" ? 2 other status (MERGING)");
});

test("where it is narrow the word goes first, then the name", () => {
  expect(states([processing, merging], 40)).toBe(" ▸ 1 processing   ? 1 other status");
  expect(states([processing, merging], 30)).toBe(" ▸ 1 processing   ? 1");
});
