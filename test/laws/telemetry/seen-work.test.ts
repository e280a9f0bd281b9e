import { expect, test } from "vitest";
import { followWork, type SeenWork } from "../../../src/telemetry/seen-work.ts";
import { accounts, identities } from "../../support/invented/answers.ts";
import { live } from "../../support/invented/watches.ts";

/** The work that polls a second apart have seen. */
function seen(...polls: readonly ReturnType<typeof accounts>[]): SeenWork {
  return polls.reduce<SeenWork>((work, counters, place) => {
    const watch = live("a", "ACCOUNTS_COLLECTED", counters);
    return followWork(work, watch, { before: place - 1, at: place });
  }, {});
}

test("a counter's work lasts from the poll before its first rise to that of its last", () => {
  const polls = [accounts(0, 9), accounts(4, 9), accounts(9, 9), accounts(9, 9)];
  expect(seen(...polls)).toEqual({ accounts: { processed: 9, from: 0, until: 2 } });
});

test("each counter has its own", () => {
  const polls = [
    accounts(4, 9),
    { ...accounts(9, 9), ...identities(0, 5) },
    { ...accounts(9, 9), ...identities(5, 5) },
  ];
  expect(seen(...polls)).toEqual({
    accounts: { processed: 9, from: -1, until: 1 },
    identities: { processed: 5, from: 1, until: 2 },
  });
});

test("it starts over where the counters do", () => {
  const polls = [accounts(4, 9), accounts(0, 9), accounts(2, 9)];
  expect(seen(...polls)).toEqual({ accounts: { processed: 2, from: 1, until: 2 } });
});
