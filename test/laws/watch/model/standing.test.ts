import type { Happening } from "../../../../src/watch/decide/happening.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { titleText } from "../../../../src/attention/title.ts";
import { NotFoundError, TransientError } from "../../../../src/api/http/errors.ts";
import { timeoutLine } from "../../../../src/exit/timeout-line.ts";
import { markdownSummary } from "../../../../src/output/markdown/markdown-summary.ts";
import { outcomeCounts } from "../../../../src/output/ndjson/outcome.ts";
import { summaryLines } from "../../../../src/output/summary-lines.ts";
import { outcomeLine, unfinishedLine } from "../../../../src/wording/outcome-line.ts";
import { tallyOf } from "../../../../src/wording/tally.ts";
import { promptText } from "../../../../src/ui/screen-reader/spoken-screen.tsx";
import { firstView } from "../../../../src/ui/view/view.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { accounts, answer } from "../../../support/invented/answers.ts";
import { over, seen } from "../../../support/invented/watches.ts";

const stepMs = 7000;

/** What becomes of an id, 7 s between two things that happen to it. */
function after(...happenings: readonly Happening[]): Watch {
  return happenings.reduce(
    (watch, happening, index) =>
      decide(watch, happening, { elapsed: index * stepMs, wall: index * stepMs }).watch,
    newWatch({ id: "a", label: undefined }, 0),
  );
}

function says(status: string | undefined): Happening {
  const said = answer(status, status === "STARTED" ? {} : accounts(10, 100));
  return { type: "answered", answer: said, intervalMs: 5000, stallAfterMs: undefined };
}

const http500 = new TransientError("HTTP 500");
const fails: Happening = { type: "failed", error: http500, jitter: 1 };
const misses: Happening = { type: "failed", error: new NotFoundError(""), jitter: 1 };

/** Everything that says how many ids stand how, or how one does. */
function allSaid(watch: Watch): string {
  const snapshot = { ...seen([watch, over(watch, "COMPLETED")]), focused: undefined };
  const view = { ...firstView, mode: { kind: "quit" as const } };
  return [
    outcomeLine([watch]),
    unfinishedLine([watch]),
    timeoutLine(1000, [watch]),
    markdownSummary([watch], 124),
    JSON.stringify(outcomeCounts([watch])),
    ...summaryLines([watch], { columns: 200, rows: 50 }),
    ...tallyOf([watch]).map(({ times, word }) => `${times} ${word}`),
    titleText(snapshot, "acme", 0),
    promptText({ view, snapshot }),
  ].join("\n");
}

describe("running is said only of what an answer has said is running", () => {
  const standings: readonly [string, Watch, string, string][] = [
    ["not asked yet", after(), "no answer yet", "NO_ANSWER"],
    ["asked, without an answer so far", after({ type: "asked" }), "no answer yet", "NO_ANSWER"],
    ["a failure", after(fails), "no answer yet", "NO_ANSWER"],
    ["failures alone", after(fails, fails, fails), "no answer yet", "NO_ANSWER"],
    ["one 404", after(misses), "not found so far", "NOT_FOUND_SO_FAR"],
    ["two 404s", after(fails, misses, misses), "not found so far", "NOT_FOUND_SO_FAR"],
    ["being read", after(says("STARTED")), "still running", "RUNNING"],
    ["being processed", after(says("ACCOUNTS_COLLECTED")), "still running", "RUNNING"],
    ["seen, then a 404", after(says("STARTED"), misses), "no longer found", "NO_LONGER_FOUND"],
    ["seen, then failures", after(says("STARTED"), fails, fails), "offline", "OFFLINE"],
    ["tried again", after(says("RETRIED")), "retried", "RETRIED"],
    ["a status unknown here", after(says("MERGING")), "other status (MERGING)", "UNKNOWN"],
    ["no status", after(says(undefined)), "no status", "UNKNOWN"],
    [
      "its verdict pending",
      after(says("COMPLETED")),
      "completed (verdict unknown)",
      "VERDICT_PENDING",
    ],
  ];

  test.each(standings)("%s", (_, watch, words, name) => {
    expect(outcomeLine([watch])).toBe(`1 ${words}`);
    expect(outcomeCounts([watch])).toEqual({ [name]: 1 });
    expect(/running/i.test(allSaid(watch))).toBe(name === "RUNNING");
  });

  test("property: whatever happens, nothing without such an answer is called running", () => {
    const happening = fc.constantFrom<Happening>(
      { type: "asked" },
      { type: "hurried" },
      { type: "interrupted" },
      fails,
      misses,
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 8 }), (happenings) => {
        const watch = after(...happenings);
        expect(allSaid(watch)).not.toMatch(/running/i);
      }),
    );
  });
});

describe("in every form", () => {
  const unanswered = after(fails);
  const running = after(says("STARTED"));
  const missing = after(misses);
  const all = [running, unanswered, missing];

  test("--timeout names what ran, what had not answered and what was not found apart", () => {
    const named = all.map((watch, index) => ({ ...watch, id: `id-${index}` }));
    expect(timeoutLine(60_000, named)).toBe(
      "timed out after 1m 00s; still running: id-0; no answer yet: id-1; not found so far: id-2",
    );
  });

  test("the title and the header count them apart", () => {
    const tally = tallyOf(all).map(({ times, word }) => `${times} ${word}`);
    expect(tally).toEqual(["1 running", "1 no answer yet", "1 not found so far"]);
    expect(titleText(seen([running, missing]), "acme", 0)).toBe(
      "1 running, 1 not found so far · aggwatch acme",
    );
    expect(titleText(seen(all), "acme", 0)).toBe("1 running, 2 pending · aggwatch acme");
  });

  test("what stays in the scrollback says no more, and why", () => {
    expect(summaryLines(all, { columns: 200, rows: 50 })).toEqual([
      "~ a  COLLECTING when left",
      "· a  no answer yet (HTTP 500)",
      "· a  not found so far",
    ]);
  });

  test("the question before leaving counts them apart", () => {
    const snapshot = { ...seen(all), focused: undefined };
    const view = { ...firstView, mode: { kind: "quit" as const } };
    expect(promptText({ view, snapshot })).toBe(
      "1 still running, 1 no answer yet, 1 not found so far. Press q again to quit, any other key to stay",
    );
  });
});
