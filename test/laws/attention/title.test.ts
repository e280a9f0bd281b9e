import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  restoreTitle,
  saveTitle,
  type TitleInput,
  titleSequence,
  titleText,
} from "../../../src/attention/title.ts";
import { width } from "../../../src/text/columns.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { accounts, identities } from "../../support/invented/answers.ts";
import { finishing, live, offline, over, seen, stalled } from "../../support/invented/watches.ts";

function processing(name: string, processed = 410): Watch {
  return live(name, "ACCOUNTS_COLLECTED", accounts(processed, 1000));
}

const [a, b, c] = [processing("a"), processing("b"), processing("c")];
const d = live("d", "STARTED");
const minuteMs = 60_000;

function title(events: TitleInput): string {
  return titleText(events, "acme", 0);
}

describe("the title of several", () => {
  test.for<readonly [string, TitleInput]>([
    ["aggwatch acme", seen([])],
    ["4 running · aggwatch acme", seen([d, d, d, d])],
    ["41% · 4 running · aggwatch acme", seen([a, b, c, d])],
    ["41% · 3 running, 1 problem · aggwatch acme", seen([a, b, c, offline(d)])],
    ["41% · 2 running, 2 problems · aggwatch acme", seen([a, c, offline(d), offline(b)])],
    [
      "70% · 1 running, 1 problem, 1 done · aggwatch acme",
      seen([processing("a", 100), over(b, "TERMINATED"), over(c, "COMPLETED")]),
    ],
    ["! 1 stalled · 41% · 3 running · aggwatch acme", seen([stalled(a), b, c, d])],
    ["! 2 stalled · 41% · aggwatch acme", seen([stalled(a), stalled(b)])],
    [
      "41% · 15–25m left · 2 running · aggwatch acme",
      seen([finishing(a, 5 * minuteMs), finishing(b, 17 * minuteMs)]),
    ],
    ["41% · 2 running · aggwatch acme", seen([finishing(a, 5 * minuteMs), b])],
    [
      "41% · 429: waiting · 2 running · aggwatch acme",
      seen([finishing(a, minuteMs), finishing(b, minuteMs)], 1),
    ],
    ["✓ all 2 done · aggwatch acme", seen([over(a, "COMPLETED"), over(b, "COMPLETED")], 1)],
    ["✗ 1 problem, 1 done · aggwatch acme", seen([over(a, "COMPLETED"), over(b, "TERMINATED")])],
    ["✗ 2 problems · aggwatch acme", seen([over(a, "TERMINATED"), over(b, "TERMINATED")])],
  ])("%s", ([text, events]) => {
    expect(title(events)).toBe(text);
  });
});

describe("the title of one", () => {
  const hr = processing("Workday HR");
  const counters = { ...accounts(410, 1000), ...identities(59, 100) };
  const both = live("Workday HR", "ACCOUNTS_COLLECTED", counters);
  test.for<readonly [string, Watch]>([
    ["~ COLLECTING · Workday HR · aggwatch acme", live("Workday HR", "STARTED")],
    ["? MERGING · Workday HR · aggwatch acme", live("Workday HR", "MERGING")],
    ["▸ PROCESSING · Workday HR · aggwatch acme", live("Workday HR", "ACCOUNTS_COLLECTED")],
    ["41% · Workday HR · aggwatch acme", hr],
    ["41% · 1h–2h left · Workday HR · aggwatch acme", finishing(hr, 80 * minuteMs)],
    ["▸ FINISHING · 99% · Workday HR · aggwatch acme", processing("Workday HR", 1000)],
    ["59% · 1h–2h left · Workday HR · aggwatch acme", finishing(both, 80 * minuteMs, "identities")],
    ["! STALLED · 41% · Workday HR · aggwatch acme", stalled(hr)],
    ["↯ OFFLINE · 41% · Workday HR · aggwatch acme", offline(hr)],
    ["✓ COMPLETED · Workday HR · aggwatch acme", over(hr, "COMPLETED")],
    ["✗ TERMINATED · Workday HR · aggwatch acme", over(hr, "TERMINATED")],
  ])("%s", ([text, watch]) => {
    expect(title(seen([watch]))).toBe(text);
  });
});

test("a title takes 60 columns at most, and the tenant's name is what is cut", () => {
  const long = "Active Directory of the whole company";
  expect(titleText(seen([processing(long)]), "a-tenant-with-quite-a-name", 0)).toBe(
    "41% · Active Directory of the whole… · aggwatch a-tenant-wi…",
  );
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme" }),
      (name, tenant) => {
        expect(width(titleText(seen([processing(name)]), tenant, 0))).toBeLessThanOrEqual(60);
      },
    ),
  );
});

test("a title is saved, set, and given back, byte by byte", () => {
  expect(saveTitle).toBe("\u001B[22;2t");
  expect(titleSequence("41% · aggwatch")).toBe("\u001B]2;41% · aggwatch\u001B\\");
  expect(restoreTitle).toBe("\u001B]2;\u001B\\\u001B[23;2t");
});
