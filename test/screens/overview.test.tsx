import { expect, test } from "vitest";
import { overviewRows } from "../../src/ui/screen/overview.ts";
import type { Line } from "../../src/ui/lines/line.ts";
import type { Role } from "../../src/ui/lines/theme.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { accounts, identities } from "../support/invented/answers.ts";
import { gallery } from "./gallery.ts";
import { says, saysEveryFive, type Step, story } from "./story.ts";
import { sceneOf } from "./scene-of.ts";

function says0(name: string, status: string | undefined): Watch {
  return story(name, name, [says("14:07:28", status, accounts(120, 1000))]);
}

/** The first row, which counts the groups. */
function groups(watches: readonly Watch[], columns = 80): string | undefined {
  const [row] = overviewRows(sceneOf(watches), { columns, rows: 2 });
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
  const [, row = []] = overviewRows(sceneOf(watches), { columns: 80, rows: 2 });
  return row.find(({ text }) => text.includes("━"))?.role;
}

test("the bar is gray until most have totals", () => {
  const { collecting } = gallery;
  const more = (times: number) =>
    Array.from({ length: times }, (_, index) => ({ ...collecting, id: `${index}` }));
  expect(barRole([processing, ...more(1)])).toBe("faint");
  expect(barRole([processing, merging, ...more(1)])).toBe("busy");
});

/** The third row, of what all process together. */
function rateRow(watches: readonly Watch[], columns = 80): Line {
  const [, , row = []] = overviewRows(sceneOf(watches), { columns, rows: 3 });
  return row;
}

function rateText(watches: readonly Watch[], columns = 80): string {
  return rateRow(watches, columns)
    .map(({ text }) => text)
    .join("")
    .trimEnd();
}

/** Polled every 5 s, with so many accounts a second. */
function counting(
  id: string,
  from: string,
  to: string,
  perSecond: number,
  more: readonly Step[] = [],
) {
  const polls = saysEveryFive(from, to, (seconds) => accounts(perSecond * seconds, 100_000));
  return story(id, id, [...polls, ...more]);
}

const steady = counting("g", "13:50:00", "14:07:30", 20);
const since = counting("h", "14:02:30", "14:07:30", 40);

test("the rate of all is the sum of their rates: of the last minute, and of the last ten", () => {
  expect(rateText([steady])).toBe(
    " all 20/s accounts + identities 13:57 ████████████████████████████████████ 14:07",
  );
  expect(rateText([steady, since])).toMatchInlineSnapshot(
    `" all 60/s accounts + identities 13:57 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▆▆▆▆████████████████ 14:07"`,
  );
});

test("accounts and identities count alike", () => {
  const polls = saysEveryFive("14:02:30", "14:07:30", (seconds) => ({
    ...accounts(10 * seconds, 100_000),
    ...identities(5 * seconds, 100_000),
  }));
  expect(rateText([story("both", "both", polls)])).toMatch(/^ all 15\/s accounts \+ identities /);
});

test("a minute in which nothing was processed is dots; one of which nothing is known is blank", () => {
  const still = counting("i", "14:02:30", "14:07:30", 0);
  expect(rateText([still])).toMatchInlineSnapshot(
    `" all 0/s accounts + identities 14:02 ··················· 14:07"`,
  );
  const early = counting("j", "13:50:00", "14:00:00", 20);
  expect(rateText([early, since])).toMatchInlineSnapshot(
    `" all 40/s accounts + identities 13:57 ▄▄▄▄▄▄▄▄▄           ████████████████ 14:07"`,
  );
});

test("what has ended counts for the time in which it ran", () => {
  const ended = [says("14:03:30", "TERMINATED", accounts(1200, 100_000))];
  expect(rateText([counting("k", "14:02:30", "14:03:30", 20, ended), since])).toMatchInlineSnapshot(
    `" all 40/s accounts + identities 14:02 ███▇▇▇▆▆▆▆▆▆▆▆▆▆▆▆▆ 14:07"`,
  );
});

test("no rate of now is told of ids that have all ended, or of which nothing new is known", () => {
  const ended = [says("14:03:30", "TERMINATED", accounts(1200, 100_000))];
  const lost = counting("l", "13:50:00", "14:00:00", 20);
  for (const watch of [counting("k", "14:02:30", "14:03:30", 20, ended), lost]) {
    expect(rateText([watch])).toMatch(/^ all accounts \+ identities \d/);
    expect(rateRow([watch]).find(({ text }) => text.includes("█"))?.role).toBe("faint");
  }
});

test("where nothing has been counted yet, the rate is unknown", () => {
  expect(rateText([gallery.connecting])).toBe(" all rate unknown");
  expect(rateText([processing])).toBe(" all rate unknown");
});

test("the plot has room on every screen that has its row", () => {
  const quick = counting("m", "13:50:00", "14:07:30", 1_000_000);
  expect(rateText([quick], 60)).toMatch(/identities 13:57 █{10,}$/);
});
