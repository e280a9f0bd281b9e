import { expect, test } from "vitest";
import { overviewRows } from "../../src/ui/screen/overview.ts";
import type { Role } from "../../src/ui/lines/theme.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { accounts } from "../support/invented/answers.ts";
import { gallery } from "./gallery.ts";
import { story, says } from "./story.ts";
import { sceneOf } from "./scene-of.ts";

function says0(name: string, status: string | undefined): Watch {
  return story(name, name, [says("14:07:28", status, accounts(120, 1000))]);
}

/** The first row, which counts the groups. */
function groups(watches: readonly Watch[], columns = 80): string | undefined {
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
  expect(groups([processing, merging])).toBe(
    " ▸ 1 running: 1 processing   ? 1 other status: MERGING",
  );
  expect(groups([merging, paused, { ...merging, id: "e" }])).toBe(
    " ? 3 other status: MERGING, PAUSED",
  );
  expect(groups([processing, none])).toBe(" ▸ 1 running: 1 processing   ? 1 other status");
});

const { stalled, expired, forbidden, givenUp, offline, completed, withWarnings } = gallery;
const problems = [stalled, offline, { ...offline, id: "f" }, forbidden, givenUp, expired];
const all = [processing, merging, gallery.connecting, completed, withWarnings, ...problems];

test("problems come first and are spelled out; the rest of words goes first where it is narrow", () => {
  const rows = [200, 140, 120, 100, 80, 60, 50, 30].map((columns) => groups(all, columns));
  expect(rows).toMatchInlineSnapshot(`
    [
      " ✗ 6 problems: 1 stalled, 1 expired, 1 given up, 1 refused, 2 offline   ▸ 1 running: 1 processing   ? 1 other status: MERGING   · 1 no answer yet   ✓ 2 done: 1 completed, 1 with warnings",
      " ✗ 6 problems: 1 stalled, 1 expired, 1 given up, 1 refused, 2 offline   ▸ 1 running   ? 1 other status   · 1 no answer yet   ✓ 2 done",
      " ✗ 6 problems: 1 stalled, 1 expired, 1 given up, 1 refused, 2 offline   ▸ 1 running   · 2 pending   ✓ 2 done",
      " ✗ 6 problems: 1 stalled, 1 expired, 1 given up, 1 refused …   ▸ 1 running   · 2 pending   ✓ 2 done",
      " ✗ 6 problems: 1 stalled, 1 expired …   ▸ 1 running   · 2 pending   ✓ 2 done",
      " ✗ 6 problems: 1 stalled, 1 expired …   ▸ 1   · 2   ✓ 2",
      " ✗ 6 problems: 1 stalled …   ▸ 1   · 2   ✓ 2",
      " ✗6 ▸1 ·2 ✓2",
    ]
  `);
});

test("nothing that is cut hides how many problems there are", () => {
  for (let columns = 20; columns <= 200; columns += 1) {
    expect(groups(all, columns)).toMatch(/^ ✗ ?6/);
  }
});

/** The role of the bar of all together. */
function barRole(watches: readonly Watch[]): Role | undefined {
  const [, row = []] = overviewRows(sceneOf(watches), 80);
  return row.find(({ text }) => text.includes("━"))?.role;
}

test("the bar is gray until most have totals", () => {
  const { collecting } = gallery;
  const more = (times: number) =>
    Array.from({ length: times }, (_, index) => ({ ...collecting, id: `${index}` }));
  expect(barRole([processing, ...more(1)])).toBe("faint");
  expect(barRole([processing, merging, ...more(1)])).toBe("busy");
});
