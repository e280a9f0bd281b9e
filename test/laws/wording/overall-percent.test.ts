import { describe, expect, test } from "vitest";
import { overallPercent } from "../../../src/wording/overall-percent.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { accounts, identities } from "../../support/invented/answers.ts";
import { live, over } from "../../support/invented/watches.ts";

const collecting = live("a", "STARTED");
const early = live("b", "ACCOUNTS_COLLECTED", accounts(100, 1000));
const late = live("c", "ACCOUNTS_COLLECTED", accounts(2900, 3000));
const excessive = live("d", "ACCOUNTS_COLLECTED", accounts(5000, 1000));
const refreshing = live("e", "ACCOUNTS_COLLECTED", { ...accounts(0, 0), ...identities(30, 50) });

describe("the percent of all ids together", () => {
  test.for<readonly [string, number | undefined, readonly Watch[]]>([
    ["unknown where there is no id", undefined, []],
    ["unknown while nothing has totals", undefined, [collecting, live("f", "STARTED")]],
    ["that of the one id", 10, [early]],
    ["that of all their accounts", 75, [early, late]],
    ["of those that have totals", 10, [early, collecting]],
    ["of identities where no account changed", 60, [refreshing]],
    ["with no more from an id than it has in total", 55, [excessive, early]],
    [
      "with the whole of what has ended",
      98,
      [over(early, "COMPLETED"), over(early, "TERMINATED"), late],
    ],
    ["under 100 while anything runs", 99, [live("g", "ACCOUNTS_COLLECTED", accounts(9, 9))]],
    [
      "unknown where only what has ended has totals",
      undefined,
      [over(late, "COMPLETED"), collecting],
    ],
    [
      "100 when all have ended, however",
      100,
      [over(early, "TERMINATED"), over(collecting, "COMPLETED")],
    ],
  ])("is %s", ([, percent, watches]) => {
    expect(overallPercent(watches)).toBe(percent);
  });
});
