import { describe, expect, test } from "vitest";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";
import { accounts, identities } from "../support/invented/answers.ts";
import { at, says, story, taskSays } from "./story.ts";

const size = { columns: 80, rows: 24 };

test("one pane: everything there is to say of an aggregation that is being processed", () => {
  expect(show([gallery.processing], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running         3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ Workday HR ═════════════════════════════════════════════════════════ ▸ 41% ═╗
    ║ PROCESSING  5,200 new, changed or deleted (unchanged not counted)            ║
    ║ accounts   ━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║
    ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 59% 1,566/2,640 ║
    ║ rate   4.0/s now   4.0/s overall        left 10–25m (accounts) · 14:15–14:35 ║
    ║                                                                              ║
    ║   4.0/s ┤  ████████████████████████████████████████████████████████████      ║
    ║         │  ████████████████████████████████████████████████████████████      ║
    ║         │  ████████████████████████████████████████████████████████████      ║
    ║         │··████████████████████████████████████████████████████████████      ║
    ║       0 └13:58 ────────────────────────────────────────────────── 14:07      ║
    ║                                                                              ║
    ║ 5 of 10 deletions done                                    ░ rate limited 12s ║
    ║ collecting 6m 20s ███░░███████████ processing 9m 01s ██████████████████████  ║
    ║ EVENTS                                                                       ║
    ║ 14:04:50  total grew 5,080 → 5,200 (+120)                                    ║
    ║ 13:58:30  ACCOUNTS_COLLECTED, 5,080 accounts to process                      ║
    ║ 13:53:40  rate limited (429), asked to wait 12s                              ║
    ║ 13:52:12  STARTED                                                            ║
    ║ 2c9170726f63657373696e6700000000                            started 13:52:10 ║
    ║ running 15m 21s                                        last batch +80 1s ago ║
    ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id
    "
  `);
});

describe("one pane: entitlements, which have no status", () => {
  const medianMs = 6 * 60_000;
  const took = { medianMs, p90Ms: 8 * 60_000, runs: 5 };
  const lastTookMs = [5, 6, 7, 6, 6].map((minutes) => minutes * 60_000);
  const usuals = new Map([[gallery.entitlements.id, { took, collecting: undefined, lastTookMs }]]);

  test("that run have neither bar nor percent, and say how long runs usually take", () => {
    expect(show([gallery.entitlements], { ...size, usuals })).toMatchInlineSnapshot(`
      "
       aggwatch · acme · 1 running         3 of 50 requests/10s · every 5s · 14:07:31
      ╔═ Workday HR (entitlements) ══════════════════════════════════════════════ ~ ═╗
      ║ RUNNING                                                                      ║
      ║                                                                              ║
      ║ entitlements: the task reports no progress, only its end                     ║
      ║ usual run 6m (median of 5 runs)                                  ▆▇█▇▇ 5m–7m ║
      ║ EVENTS                                                                       ║
      ║ 14:03:20  RUNNING                                                            ║
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
      ║ 2c91656e7469746c656d656e74730000                            started 14:03:19 ║
      ║ running 4m 12s                                                               ║
      ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
       ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id
      "
    `);
  });

  test("that run, where there is little room", () => {
    expect(show([gallery.entitlements], { columns: 40, rows: 10, usuals })).toMatchInlineSnapshot(`
      "
       aggwatch · acme · 1 running   14:07:31
      ╔═ Workday HR (entitlements) ══════ ~ ═╗
      ║ RUNNING                              ║
      ║ entitlements: the task reports no    ║
      ║ progress, only its end               ║
      ║ usual run 6m             ▆▇█▇▇ 5m–7m ║
      ║ 14:03:20  RUNNING                    ║
      ║ running 4m 12s                       ║
      ╚═══════════════════ 1s old · next 4s ═╝
       ? help  q quit  z zoom  e events
      "
    `);
  });

  test("that ended with warnings: verdict, messages and counts", () => {
    expect(show([gallery.entitlementsWarned], size)).toMatchInlineSnapshot(`
      "
       aggwatch · acme · 1 done
      ╔═ Kubernetes (entitlements) ══════════════════════════════════════════════ ± ═╗
      ║ COMPLETED WITH WARNINGS                                                      ║
      ║                                                                              ║
      ║ task verdict: WARNING                                                        ║
      ║ 2 entitlements were skipped because they have no name.                       ║
      ║ scanned 1,200 · created 3 · updated 14                                       ║
      ║ EVENTS                                                                       ║
      ║ 14:06:00  COMPLETED WITH WARNINGS in 2m 39s                                  ║
      ║ 14:06:00  verdict WARNING                                                    ║
      ║ 14:03:20  RUNNING                                                            ║
      ║                                                                              ║
      ║                                                                              ║
      ║                                                                              ║
      ║                                                                              ║
      ║                                                                              ║
      ║                                                                              ║
      ║                                                                              ║
      ║                                                                              ║
      ║                                                                              ║
      ║ 2c91656e7469746c656d656e74735761                            started 14:03:19 ║
      ║ took 2m 39s                                                         14:06:00 ║
      ╚═══════════════════════════════════════════════════════════════════ finished ═╝
       ? help  q quit  z zoom  e events  a add  y copy id  o web UI  n start another
      "
    `);
  });

  test.for(["entitlementsTerminated", "entitlementsOver"] as const)("%s", (name) => {
    const shown = show([gallery[name]], size);
    const rows = shown.split("\n").filter((row) => /║ +\S/.test(row));
    expect(rows.join("\n")).not.toContain("appliance");
    expect(rows.join("\n")).toContain(name === "entitlementsOver" ? "11:05" : "TERMINATED");
  });

  test("and accounts of the same source, in a table", () => {
    const all = [gallery.processing, gallery.entitlements, gallery.entitlementsWarned];
    expect(show(all, { columns: 100, rows: 12, keys: ["t"] })).toMatchInlineSnapshot(`
      "
       aggwatch · acme · 3 watched                             3 of 50 requests/10s · every 5s · 14:07:31
       ▸ 2 running: 1 processing, 1 running   ✓ 1 done: 1 with warnings
       all ━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  41% of 1 with totals · at least 10m left (1 can't be estimated)
       all 6.9/s accounts + identities 13:58 ▆▆▆████████████████████████████████████████████████ 14:07
         SOURCE              STATE ▾       ACCOUNTS     %    DONE/TOTAL    IDENTITIES    RATE    LEFT  AGE
      ▌▸ Workday HR          PROCESSING    ━━━╸┈┈┈┈┈  41%   2,160/5,200   1,566/2,640   4.0/s    ≤25m   1s
       ~ Workday HR (ent.)   RUNNING                                                                    1s
       ± Kubernetes (ent.)   WITH WARNINGS



       ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter  d hide done  r refresh  p pause  a add
      "
    `);
  });
});

test("one pane: an aggregation whose source is being read", () => {
  expect(show([gallery.collecting], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running         3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ Active Directory ═══════════════════════════════════════════════════════ ~ ═╗
    ║ COLLECTING                                                                   ║
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║
    ║                                                                              ║
    ║ reading the source; totals come after that                                   ║
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
    ║ 2c91636f6c6c656374696e6700000000                            started 14:03:19 ║
    ║ running 4m 12s                                                               ║
    ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id
    "
  `);
});

test("one pane: an aggregation that has completed", () => {
  expect(show([gallery.completed], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 done
    ╔═ Okta ═══════════════════════════════════════════════════════════════════ ✓ ═╗
    ║ COMPLETED                                                                    ║
    ║ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━     640/640 ║
    ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━     598/598 ║
    ║                                                                              ║
    ║ task verdict: SUCCESS                                                        ║
    ║ 12 of 12 deletions done                                                      ║
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
    ║                                                                              ║
    ║                                                                              ║
    ║ 2c91636f6d706c657465640000000000                            started 13:55:15 ║
    ║ took 6m 40s                                                         14:01:55 ║
    ╚═══════════════════════════════════════════════════════════════════ finished ═╝
     ? help  q quit  z zoom  e events  a add  y copy id  o web UI  n start another
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
    "║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 2,640/2,640 ║
    ║                                                                              ║
    ║ task verdict: SUCCESS                                                        ║
    ║ scanned 80,000 · unchanged 74,800 · created 1,200 · updated 3,950            ║
    ║ deleted 50                                                                   ║
    ║ EVENTS                                                                       ║"
  `);
  const narrow = show([counted], { columns: 40, rows: 14 });
  expect(narrow).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 done
    ╔═ Okta ═══════════════════════════ ✓ ═╗
    ║ COMPLETED                            ║
    ║ accts  ━━━━━━━━━━━━━━━━━ 5,200/5,200 ║
    ║ idents ━━━━━━━━━━━━━━━━━ 2,640/2,640 ║
    ║ task verdict: SUCCESS                ║
    ║ scanned 80,000 · unchanged 74,800    ║
    ║ created 1,200 · updated 3,950        ║
    ║ deleted 50                           ║
    ║ 14:01:55  COMPLETED in 6m 40s        ║
    ║ 2c91636f7…0000000a  started 13:55:15 ║
    ║ took 6m 40s                 14:01:55 ║
    ╚═══════════════════════════ finished ═╝
     ? help  q quit  z zoom  e events  a add
    "
  `);
});

test("one pane: no answer for the moment", () => {
  expect(show([gallery.offline], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 1 problem       3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ Ping ═══════════════════════════════════════════════════════════════ ↯ 21% ═╗
    ║ OFFLINE  ECONNRESET, attempt 5                                               ║
    ║ last accounts ━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 21%   210/1,000 ║
    ║                                                                              ║
    ║ the aggregation itself continues                                             ║
    ║ EVENTS                                                                       ║
    ║ 14:07:23  ECONNRESET 5×                                                      ║
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
    ║                                                                              ║
    ║                                                                              ║
    ║ 2c916f66666c696e6500000000000000                            started 14:00:00 ║
    ║ last answer 14:06:40                                                         ║
    ╚═══════════════════════════════════════════════════════ 51s old · next in 8s ═╝
     ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id
    "
  `);
});

test("one pane: an aggregation in which nothing moves any more", () => {
  expect(show([gallery.stalled], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 1 problem       3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ ServiceNow ═════════════════════════════════════════════════════════ ! 32% ═╗
    ║ STALLED  no progress for 4m 21s                                              ║
    ║ accounts   ━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 32%   980/3,000 ║
    ║ identities ━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 26%   280/1,040 ║
    ║ rate   0/s now   3.5/s overall                                        left ? ║
    ║                                                                              ║
    ║   3.5/s ┤  ███████████████████████████████                                   ║
    ║         │··███████████████████████████████·····························      ║
    ║       0 └13:58 ────────────────────────────────────────────────── 14:07      ║
    ║                                                                              ║
    ║ see Sources > ServiceNow > Import Data > Account Aggregation                 ║
    ║ usual gap 20s, longest 20s                                                   ║
    ║ clearing a stuck task there does not stop the aggregation                    ║
    ║ server status: ACCOUNTS_COLLECTED                                            ║
    ║ collecting 27m 28s ████████████████████████████ processing 9m 01s █████████  ║
    ║ EVENTS                                                                       ║
    ║ 14:06:05  stalled, no progress for 2m 55s                                    ║
    ║ 13:58:30  ACCOUNTS_COLLECTED, 3,000 accounts to process                      ║
    ║ 13:31:04  STARTED                                                            ║
    ║ 2c917374616c6c656400000000000000                            started 13:31:02 ║
    ║ running 36m 29s                                    last batch +70 4m 21s ago ║
    ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id
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
     aggwatch · acme · 1 running   14:07:31
    ╔═ Active Directory ═══════════════ ~ ═╗
    ║ COLLECTING                           ║
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║
    ║ usual 6m (median of 5 runs)          ║
    ║ reading the source; totals come      ║
    ║ after that                           ║
    ║ running 4m 12s                       ║
    ╚═══════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events
    "
  `);
  expect(show([gallery.collecting], { ...small, usuals, time: "14:12:00" })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running   14:12:00
    ╔═ Active Directory ═══════════════ ~ ═╗
    ║ COLLECTING  longer than usual        ║
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║
    ║ usual 6m (median of 5 runs)          ║
    ║ reading the source; totals come      ║
    ║ after that                           ║
    ║ running 8m 41s                       ║
    ╚════════════════════ 4m old · queued ═╝
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
    ║ signing in first                     ║
    ║                                      ║
    ║                                      ║
    ║ 2c91756e61736b656400000000000000     ║
    ╚═ ⠋ signing in, 9s ═══════════════════╝
     ? help  q quit  z zoom  e events
    "
  `);
  const waiting = { kind: "waiting", until: at("14:08:10").elapsed } as const;
  expect(show([gallery.offlineAtFirst], { ...small, signIn: waiting })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 1 problem 14:07:31
    ╔═ Webex ══════════════════════════ ↯ ═╗
    ║ OFFLINE  ENOTFOUND, attempt 2        ║
    ║                                      ║
    ║ check base URL and network           ║
    ║ 14:07:29  ENOTFOUND 2×               ║
    ║ 2c916f66666c696e6541744669727374     ║
    ║ no answer yet                        ║
    ╚═════════════════════ sign-in in 39s ═╝
     ? help  q quit  z zoom  e events
    "
  `);
});

describe("one pane: a source that is being processed, with earlier runs to compare with", () => {
  const minute = 60_000;
  const usualOfLast = (...minutes: readonly number[]) => {
    const lastTookMs = minutes.map((one) => one * minute);
    const medianMs = lastTookMs.toSorted((one, other) => one - other)[minutes.length >> 1] ?? 0;
    const took = { medianMs, p90Ms: Math.max(...lastTookMs), runs: minutes.length };
    return new Map([[gallery.processing.id, { took, collecting: undefined, lastTookMs }]]);
  };
  const rowOf = (columns: number, ...minutes: readonly number[]) =>
    show([gallery.processing], { columns, rows: 24, usuals: usualOfLast(...minutes) })
      .split("\n")
      .find((row) => row.includes("usual"));

  test("its usual run and the last ones as bars, as much as has room", () => {
    const last = [28, 31, 34, 42, 36, 30, 35];
    expect(rowOf(80, ...last)).toMatchInlineSnapshot(
      `"║ usual run 34m (median of 7 runs)                             ▅▆▆█▇▆▇ 28m–42m ║"`,
    );
    expect(rowOf(60, ...last)).toMatchInlineSnapshot(
      `"║ usual run 34m (median of 7 runs)         ▅▆▆█▇▆▇ 28m–42m ║"`,
    );
    expect(rowOf(50, ...last)).toMatchInlineSnapshot(
      `"║ usual run 34m                  ▅▆▆█▇▆▇ 28m–42m ║"`,
    );
    expect(rowOf(40, ...last)).toMatchInlineSnapshot(`"║ usual run 34m        ▅▆▆█▇▆▇ 28m–42m ║"`);
  });

  test("longer than usual, and a run alone", () => {
    expect(rowOf(80, 5, 6, 5, 7, 5)).toMatchInlineSnapshot(
      `"║ longer than usual · usual run 5m (median of 5 runs)              ▆▇▆█▆ 5m–7m ║"`,
    );
    expect(rowOf(40, 5, 6, 5, 7, 5)).toMatchInlineSnapshot(
      `"║ longer than usual        ▆▇▆█▆ 5m–7m ║"`,
    );
    expect(rowOf(80, 34)).toMatchInlineSnapshot(
      `"║ usual run 34m (1 run)                                                        ║"`,
    );
    expect(rowOf(80, 20, 20)).toMatchInlineSnapshot(
      `"║ usual run 20m (median of 2 runs)                                      ██ 20m ║"`,
    );
  });

  test("at 40×12", () => {
    const usuals = usualOfLast(28, 31, 34, 42, 36, 30, 35);
    expect(show([gallery.processing], { columns: 40, rows: 12, usuals })).toMatchInlineSnapshot(`
      "
       aggwatch · acme · 1 running   14:07:31
      ╔═ Workday HR ═════════════════ ▸ 41% ═╗
      ║ PROCESSING                           ║
      ║ accts  ━━━━━┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║
      ║ idents ━━━━━━━╸┈┈┈┈┈ 59% 1,566/2,640 ║
      ║ 4.0/s      left 10–25m · 14:15–14:35 ║
      ║ 13:58 ·█████████████████████ 14:07   ║
      ║ 5 of 10 deletions done               ║
      ║ 4.0/s overall     ░ rate limited 12s ║
      ║ running 15m 21s           +80 1s ago ║
      ╚═══════════════════ 1s old · next 4s ═╝
       ? help  q quit  z zoom  e events
      "
    `);
  });

  test("at 80×24", () => {
    const usuals = usualOfLast(28, 31, 34, 42, 36, 30, 35);
    expect(show([gallery.processing], { columns: 80, rows: 24, usuals })).toMatchInlineSnapshot(`
      "
       aggwatch · acme · 1 running         3 of 50 requests/10s · every 5s · 14:07:31
      ╔═ Workday HR ═════════════════════════════════════════════════════════ ▸ 41% ═╗
      ║ PROCESSING  5,200 new, changed or deleted (unchanged not counted)            ║
      ║ accounts   ━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║
      ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 59% 1,566/2,640 ║
      ║ rate   4.0/s now   4.0/s overall        left 10–25m (accounts) · 14:15–14:35 ║
      ║                                                                              ║
      ║   4.0/s ┤  ████████████████████████████████████████████████████████████      ║
      ║         │  ████████████████████████████████████████████████████████████      ║
      ║         │··████████████████████████████████████████████████████████████      ║
      ║       0 └13:58 ────────────────────────────────────────────────── 14:07      ║
      ║                                                                              ║
      ║ 5 of 10 deletions done                                    ░ rate limited 12s ║
      ║ usual run 34m (median of 7 runs)                             ▅▆▆█▇▆▇ 28m–42m ║
      ║ collecting 6m 20s ███░░███████████ processing 9m 01s ██████████████████████  ║
      ║ EVENTS                                                                       ║
      ║ 14:04:50  total grew 5,080 → 5,200 (+120)                                    ║
      ║ 13:58:30  ACCOUNTS_COLLECTED, 5,080 accounts to process                      ║
      ║ 13:53:40  rate limited (429), asked to wait 12s                              ║
      ║ 13:52:12  STARTED                                                            ║
      ║ 2c9170726f63657373696e6700000000                            started 13:52:10 ║
      ║ running 15m 21s                                        last batch +80 1s ago ║
      ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
       ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id
      "
    `);
  });
});
