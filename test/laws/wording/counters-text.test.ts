import { describe, expect, test } from "vitest";
import type { Counters } from "../../../src/api/endpoints/counters.ts";
import { progressText, watchPercent } from "../../../src/wording/progress-text.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { accounts, answer, identities } from "../../support/invented/answers.ts";

function counting(counters: Partial<Counters>): Watch {
  const watch = newWatch({ id: "a", label: undefined }, 0);
  return { ...watch, counters: answer("ACCOUNTS_COLLECTED", counters).counters };
}

const deletions = { deletedAccounts: 12, totalAccountsMarkedForDeletion: 1100 };

describe("the counters in a line", () => {
  test.for<readonly [string, Partial<Counters>]>([
    ["", {}],
    ["2,142/5,200 accounts (41%)", accounts(2142, 5200)],
    [
      "2,142/5,200 accounts (41%), 1,560/2,640 identities (59%), 12/1,100 deletions (1%)",
      { ...accounts(2142, 5200), ...identities(1560, 2640), ...deletions },
    ],
    ["0/5,200 accounts (0%)", { totalAccounts: 5200 }],
    ["", { processedAccounts: 7 }],
    ["5,300/5,200 accounts (99%)", accounts(5300, 5200)],
    ["5/10 accounts (50%)", { ...accounts(5, 10), ...identities(0, 0) }],
    ["1/3 identities (33%)", { ...accounts(0, 0), ...identities(1, 3) }],
    ["no new, changed or deleted accounts", accounts(0, 0)],
    ["no new, changed or deleted accounts", { ...accounts(0, 0), ...identities(0, 0) }],
  ])("%s", ([text, counters]) => {
    expect(progressText(counting(counters))).toBe(text);
  });

  test("has no percent once it is completed: the counts stand as reported", () => {
    const ending = { kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: 0 } as const;
    const watch = { ...counting({ ...accounts(5199, 5200), ...identities(3, 3) }), ending };
    expect(progressText(watch)).toBe("5,199/5,200 accounts, 3/3 identities");
  });
});

describe("how much is done, in a word", () => {
  test("is of the accounts, or of the identities where no account changed", () => {
    expect(watchPercent(counting({ ...accounts(2, 4), ...identities(1, 4) }))).toBe(50);
    expect(watchPercent(counting({ ...accounts(0, 0), ...identities(1, 4) }))).toBe(25);
    expect(watchPercent(counting(identities(1, 4)))).toBe(25);
  });

  test("is nothing where there is nothing to do or nothing known", () => {
    expect(watchPercent(counting({}))).toBeUndefined();
    expect(watchPercent(counting({ ...accounts(0, 0), ...identities(0, 0) }))).toBeUndefined();
  });
});
