import { expect, test } from "vitest";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";
import { accounts, identities } from "../support/invented/answers.ts";
import { at, says, story, taskSays } from "./story.ts";

const size = { columns: 80, rows: 24 };

test("one pane: everything there is to say of an aggregation that is being processed", () => {
  expect(show([gallery.processing], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running             api 3/50 per 10s · every 5s · 14:07:31
    ╔═ Workday HR ═════════════════════════════════════════════════════════ ▸ 41% ═╗
    ║ 2c9170726f63657373696e6700000000          started 13:52:10 · running 15m 21s ║
    ║                                                                              ║
    ║ PROCESSING  5,200 new, changed or deleted (unchanged not counted)            ║
    ║ accounts   ━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║
    ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 59% 1,566/2,640 ║
    ║ rate   4.0/s now   4.0/s overall        left 10–25m (accounts) · 14:15–14:35 ║
    ║                                                                              ║
    ║   4.0/s ┤           ████████████████████████████████████████████████████████ ║
    ║         │           ████████████████████████████████████████████████████████ ║
    ║         │           ████████████████████████████████████████████████████████ ║
    ║         │           ████████████████████████████████████████████████████████ ║
    ║       0 └13:56 ─────────────────────────────────────────────────────── 14:07 ║
    ║                                                                              ║
    ║ deleted 5 of 10 marked                                 last batch +80 1s ago ║
    ║ collecting 6m 20s ██░███████ processing 9m 01s ██████████████  ░ waited 12s  ║
    ║                                                                              ║
    ║ EVENTS                                                                       ║
    ║ 14:04:50  total grew 5,080 → 5,200 (+120)                                    ║
    ║ 13:58:30  ACCOUNTS_COLLECTED, 5,080 accounts to process                      ║
    ║ 13:53:40  429, asked to wait 12s                                             ║
    ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events  r ask now  p pause  a add  y copy id
    "
  `);
});

test("one pane: an aggregation whose source is being read", () => {
  expect(show([gallery.collecting], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running             api 3/50 per 10s · every 5s · 14:07:31
    ╔═ Active Directory ═══════════════════════════════════════════════════════ ~ ═╗
    ║ 2c91636f6c6c656374696e6700000000           started 14:03:19 · running 4m 12s ║
    ║                                                                              ║
    ║ COLLECTING                                                                   ║
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║
    ║ no totals until collection ends                                              ║
    ║                                                                              ║
    ║ EVENTS                                                                       ║
    ║ 14:07:30  first seen: collecting                                             ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events  r ask now  p pause  a add  y copy id
    "
  `);
});

test("one pane: an aggregation that has completed", () => {
  expect(show([gallery.completed], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 done
    ╔═ Okta ═══════════════════════════════════════════════════════════════════ ✓ ═╗
    ║ 2c91636f6d706c657465640000000000                            started 13:55:15 ║
    ║                                                                              ║
    ║ COMPLETED                                                                    ║
    ║ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         640/640 ║
    ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         598/598 ║
    ║                                                                              ║
    ║ deleted 12 of 12 marked                                                      ║
    ║ task verdict: SUCCESS                                                        ║
    ║                                                                              ║
    ║ EVENTS                                                                       ║
    ║ 14:01:55  COMPLETED in 6m 40s                                                ║
    ║ 14:01:55  verdict SUCCESS                                                    ║
    ║ 13:55:20  STARTED                                                            ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║ took 6m 40s                                                         14:01:55 ║
    ╚══════════════════════════════════════════════════════════════════════ final ═╝
     ? help  q quit  z zoom  e events  a add  y copy id  o web UI
    "
  `);
});

const counted = story("Okta", "2c91636f756e7465640000000000000a", [
  says("13:55:20", "STARTED", {}, "13:55:15"),
  says("14:01:55", "COMPLETED", { ...accounts(5200, 5200), ...identities(2640, 2640) }),
  taskSays("14:01:55", "SUCCESS", [], undefined, {
    total: 80_000,
    optimized: 74_800,
    created: 1200,
    updated: 3950,
    deleted: 50,
  }),
]);

test("one pane: what the task of an aggregation has counted", () => {
  const rows = show([counted], size).split("\n").slice(5, 11);
  expect(rows.join("\n")).toMatchInlineSnapshot(`
    "║ COMPLETED                                                                    ║
    ║ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━     5,200/5,200 ║
    ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━     2,640/2,640 ║
    ║                                                                              ║
    ║ scanned 80,000 · unchanged 74,800 · created 1,200 · updated 3,950            ║
    ║ deleted 50                                                                   ║"
  `);
  const narrow = show([counted], { columns: 40, rows: 14 });
  expect(narrow).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 done
    ╔═ Okta ═══════════════════════════ ✓ ═╗
    ║ COMPLETED                            ║
    ║ acc ━━━━━━━━━━━━━━━━━━━━ 5,200/5,200 ║
    ║ idn ━━━━━━━━━━━━━━━━━━━━ 2,640/2,640 ║
    ║                                      ║
    ║ scanned 80,000 · unchanged 74,800    ║
    ║ created 1,200 · updated 3,950        ║
    ║ deleted 50                           ║
    ║ task verdict: SUCCESS                ║
    ║ 14:01:55  COMPLETED                  ║
    ║ took 6m 40s                 14:01:55 ║
    ╚══════════════════════════════ final ═╝
     ? help  q quit  z zoom  e events  a add
    "
  `);
});

test("one pane: no answer for the moment", () => {
  expect(show([gallery.offline], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 1 problem           api 3/50 per 10s · every 5s · 14:07:31
    ╔═ Ping ═══════════════════════════════════════════════════════════════ ↯ 21% ═╗
    ║ 2c916f66666c696e6500000000000000           started 14:00:00 · running 7m 31s ║
    ║                                                                              ║
    ║ OFFLINE  ECONNRESET, try 5                                                   ║
    ║ last accounts   ━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 21%   210/1,000 ║
    ║                                                                              ║
    ║ the aggregation itself goes on                                               ║
    ║                                                                              ║
    ║ EVENTS                                                                       ║
    ║ 14:07:23  ECONNRESET, 5 times                                                ║
    ║ 14:06:40  first seen: processing, 210 of 1,000                               ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║                                                                              ║
    ║ last answer 14:06:40                                                         ║
    ╚═══════════════════════════════════════════════════════ 51s old · next in 8s ═╝
     ? help  q quit  z zoom  e events  r ask now  p pause  a add  y copy id
    "
  `);
});

test("one pane: an aggregation in which nothing moves any more", () => {
  expect(show([gallery.stalled], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 1 problem           api 3/50 per 10s · every 5s · 14:07:31
    ╔═ ServiceNow ═════════════════════════════════════════════════════════ ! 32% ═╗
    ║ 2c917374616c6c656400000000000000          started 13:31:02 · running 36m 29s ║
    ║                                                                              ║
    ║ STALLED  no progress for 4m 21s                                              ║
    ║ accounts   ━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 32%   980/3,000 ║
    ║ identities ━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 26%   280/1,040 ║
    ║ rate   0/s now   3.5/s overall                                        left ? ║
    ║                                                                              ║
    ║   3.5/s ┤           ████████████████████████████                             ║
    ║         │           ████████████████████████████                             ║
    ║         │           ████████████████████████████                             ║
    ║       0 └13:56 ─────────────────────────────────────────────────────── 14:07 ║
    ║                                                                              ║
    ║ usual gap 20s, longest 20s                                                   ║
    ║ server still: ACCOUNTS_COLLECTED                                             ║
    ║ see Sources > ServiceNow > Import Data > Account Aggregation                 ║
    ║ clearing a stuck task there stops no work                                    ║
    ║ collecting 27m 28s ████████████████████████████ processing 9m 01s █████████  ║
    ║ EVENTS                                                                       ║
    ║ 14:06:05  stalled                                                            ║
    ║ 13:58:30  ACCOUNTS_COLLECTED, 3,000 accounts to process                      ║
    ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events  r ask now  p pause  a add  y copy id
    "
  `);
});

test("one pane: a source that is being read, with earlier runs to compare with", () => {
  const minute = 60_000;
  const usual = {
    collecting: { medianMs: 6 * minute, p90Ms: 8 * minute, runs: 5 },
    took: { medianMs: 20 * minute, p90Ms: 30 * minute, runs: 5 },
  };
  const usuals = new Map([[gallery.collecting.id, usual]]);
  const small = { columns: 40, rows: 10 };
  expect(show([gallery.collecting], { ...small, usuals })).toMatchInlineSnapshot(`
    "
     acme · 1 running   api 3/50 · 14:07:31
    ╔═ Active Directory ═══════════════ ~ ═╗
    ║ COLLECTING                           ║
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║
    ║ no totals until collection ends      ║
    ║ usual 6m (median of 5 runs)          ║
    ║ 14:07:30  first seen: collecting     ║
    ║ running 4m 12s                       ║
    ╚═══════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events
    "
  `);
  expect(show([gallery.collecting], { ...small, usuals, time: "14:12:00" })).toMatchInlineSnapshot(`
    "
     acme · 1 running   api 0/50 · 14:12:00
    ╔═ Active Directory ═══════════════ ~ ═╗
    ║ COLLECTING  longer than usual        ║
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║
    ║ no totals until collection ends      ║
    ║ usual 6m (median of 5 runs)          ║
    ║ 14:07:30  first seen: collecting     ║
    ║ running 8m 41s                       ║
    ╚════════ 4m old · waits for its turn ═╝
     ? help  q quit  z zoom  e events
    "
  `);
});

test("one pane: signing in takes its time, or failed and is tried again", () => {
  const small = { columns: 40, rows: 10 };
  const since = at("14:07:22").elapsed;
  const asking = { kind: "asking", since } as const;
  expect(show([gallery.unasked], { ...small, signIn: asking })).toMatchInlineSnapshot(`
    "
     acme · 1 no answer yet        14:07:31
    ╔═ SharePoint ═════════════════════ · ═╗
    ║ CONNECTING                           ║
    ║                                      ║
    ║ signs in first                       ║
    ║                                      ║
    ║                                      ║
    ║                                      ║
    ╚═ ⠋ signing in, 9s ═══════════════════╝
     ? help  q quit  z zoom  e events
    "
  `);
  const waiting = { kind: "waiting", until: at("14:08:10").elapsed } as const;
  expect(show([gallery.offlineAtFirst], { ...small, signIn: waiting })).toMatchInlineSnapshot(`
    "
     acme · ✗ 1 problem api 3/50 · 14:07:31
    ╔═ Webex ══════════════════════════ ↯ ═╗
    ║ OFFLINE  ENOTFOUND, try 2            ║
    ║                                      ║
    ║ check base URL and network           ║
    ║                                      ║
    ║ 14:07:29  ENOTFOUND, 2 times         ║
    ║ no answer yet                        ║
    ╚═════════════════════ sign-in in 39s ═╝
     ? help  q quit  z zoom  e events
    "
  `);
});
