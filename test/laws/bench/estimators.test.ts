import { expect, test } from "vitest";
import { nothingKnown, type Said } from "../../bench/estimator.ts";
import { withoutHistory } from "../../bench/estimators.ts";
import type { Answer } from "../../bench/traces/trace.ts";

const total = 1200;

function counted(processedAccounts: number, processedIdentities = 0, identities = 0): Answer {
  return {
    status: "ACCOUNTS_COLLECTED",
    counters: {
      totalAccounts: total,
      processedAccounts,
      totalAccountsMarkedForDeletion: 0,
      deletedAccounts: 0,
      totalIdentities: identities,
      processedIdentities,
    },
  };
}

/** What is said at the last of these answers, which come every 5 s. */
function saidAfter(name: string, answers: readonly Answer[]): Said | undefined {
  const found = withoutHistory.find((estimator) => estimator.name === name);
  const follower = found?.follow(nothingKnown);
  answers.forEach((answer, index) => follower?.see(answer, index * 5000));
  return follower?.say((answers.length - 1) * 5000);
}

test.each(withoutHistory)("$name tells the time left of a steady job", ({ name }) => {
  const answers = Array.from({ length: 61 }, (_, index) => counted(index * 10));
  expect(saidAfter(name, answers)).toMatchObject({
    leftMs: expect.closeTo(300_000, 0),
    isStalled: false,
  });
});

test.each(withoutHistory)("$name tells the end of the counter that ends last", ({ name }) => {
  const answers = Array.from({ length: 61 }, (_, index) => counted(index * 10, index * 5, total));
  expect(saidAfter(name, answers)?.leftMs).toBeCloseTo(900_000, 0);
});

test.each(withoutHistory)("$name tells nothing before the first rise", ({ name }) => {
  expect(saidAfter(name, [counted(0), counted(0), counted(0)])?.leftMs).toBeUndefined();
});
