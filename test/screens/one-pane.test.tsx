import { expect, test } from "vitest";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";

const size = { columns: 80, rows: 24 };

test("one pane: everything there is to say of an aggregation that is being processed", () => {
  expect(show([gallery.processing], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running             api 3/50 per 10s · every 5s · 14:07:31
    ╭─ Workday HR ───────────────────────────────────────────────────────── ▸ 41% ─╮
    │ 2c9170726f63657373696e6700000000          started 13:52:10 · running 15m 21s │
    │                                                                              │
    │ PROCESSING  5,200 new, changed or deleted (unchanged not counted)            │
    │                                                                              │
    │ accounts   ━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,142/5,200 │
    │ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 59% 1,560/2,640 │
    │                                                                              │
    │ deleted 5 of 10 marked                                                       │
    │                                                                              │
    │ EVENTS                                                                       │
    │ 14:05:02  total grew 5,080 → 5,200 (+120)                                    │
    │ 14:03:40  429, all waited 12s                                                │
    │ 13:58:31  ACCOUNTS_COLLECTED, 5,080 accounts to process                      │
    │ 13:52:12  STARTED                                                            │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    ╰─────────────────────────────────────────────────────────── 3s old · next 2s ─╯
     q quit
    "
  `);
});

test("one pane: an aggregation whose source is being read", () => {
  expect(show([gallery.collecting], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running             api 3/50 per 10s · every 5s · 14:07:31
    ╭─ Active Directory ─────────────────────────────────────────────────────── ~ ─╮
    │ 2c91636f6c6c656374696e6700000000           started 14:03:19 · running 4m 12s │
    │                                                                              │
    │ COLLECTING                                                                   │
    │                                                                              │
    │ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ │
    │ no totals until collection ends                                              │
    │                                                                              │
    │ EVENTS                                                                       │
    │ 14:07:30  STARTED                                                            │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    ╰─────────────────────────────────────────────────────────── 1s old · next 4s ─╯
     q quit
    "
  `);
});

test("one pane: an aggregation that has completed", () => {
  expect(show([gallery.completed], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 done                api 3/50 per 10s · every 5s · 14:07:31
    ╭─ Okta ─────────────────────────────────────────────────────────────────── ✓ ─╮
    │ 2c91636f6d706c657465640000000000                            started 13:55:15 │
    │                                                                              │
    │ COMPLETED                                                                    │
    │                                                                              │
    │ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         640/640 │
    │ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         598/598 │
    │                                                                              │
    │ deleted 12 of 12 marked                                                      │
    │                                                                              │
    │ EVENTS                                                                       │
    │ 14:01:55  COMPLETED in 6m 40s                                                │
    │ 13:55:20  STARTED                                                            │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ took 6m 40s                                                         14:01:55 │
    ╰────────────────────────────────────────────────────────────────────── final ─╯
     q quit
    "
  `);
});

test("one pane: no answer for the moment", () => {
  expect(show([gallery.offline], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 problem             api 3/50 per 10s · every 5s · 14:07:31
    ╭─ Ping ─────────────────────────────────────────────────────────────── ↯ 21% ─╮
    │ 2c916f66666c696e6500000000000000           started 14:00:00 · running 7m 31s │
    │                                                                              │
    │ OFFLINE  ECONNRESET, try 5                                                   │
    │                                                                              │
    │ last ━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 21%   210/1,000 │
    │                                                                              │
    │ the aggregation itself goes on                                               │
    │                                                                              │
    │ EVENTS                                                                       │
    │ 14:07:23  ECONNRESET, 5 times                                                │
    │ 14:06:40  ACCOUNTS_COLLECTED, 1,000 accounts to process                      │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ last answer 14:06:40                                                         │
    ╰─────────────────────────────────────────────────────── 51s old · next in 8s ─╯
     q quit
    "
  `);
});
