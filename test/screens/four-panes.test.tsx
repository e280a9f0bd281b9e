import { expect, test } from "vitest";
import { afterLimit, afterSending, openBudget } from "../../src/client/budget.ts";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";
import { at } from "./story.ts";

const size = { columns: 80, rows: 24 };

test("four panes: not asked yet, asked for the first time, a first 404, no first answer", () => {
  const { unasked, connecting, younger, offlineAtFirst } = gallery;
  expect(show([unasked, connecting, younger, offlineAtFirst], size)).toMatchInlineSnapshot(`
    "
     acme · 3 pending  ✗ 1 problem       3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ SharePoint ═════════════════════ · ═╗╭─ 2c91636f6e6e656…696e6700000000 ─ · ─╮
    ║ CONNECTING                           ║│ CONNECTING                           │
    ║                                      ║│                                      │
    ║ queued                               ║│ signed in · first status request     │
    ║                                      ║│ waits up to 30s for an answer        │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ║ 2c91756e61736b656400000000000000     ║│ 2c91636f6e6e656374696e6700000000     │
    ╚═════════════════════════════ queued ═╝╰─ ⠋ waiting 2s for a reply ───────────╯
    ╭─ Jira ─────────────────────────── · ─╮╭─ Webex ────────────────────────── ↯ ─╮
    │ CONNECTING  404, attempt 1 of 3      ││ OFFLINE  ENOTFOUND, attempt 2        │
    │                                      ││                                      │
    │ unknown id, or one just started      ││ check base URL and network           │
    │ EVENTS                               ││ EVENTS                               │
    │ 14:07:28  404                        ││ 14:07:29  ENOTFOUND 2×               │
    │                                      ││                                      │
    │                                      ││                                      │
    │                                      ││ 2c916f66666c696e6541744669727374     │
    │ 2c91796f756e67657200000000000000     ││ no answer yet                        │
    ╰──────────────────────────── next 4s ─╯╰───────────────────────── next in 0s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("four panes: collecting, processing, nothing to do, finishing", () => {
  const { collecting, processing, nothingToDo, finishing } = gallery;
  expect(show([collecting, processing, nothingToDo, finishing], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 4 running         3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ Active Directory ═══════════════ ~ ═╗╭─ Workday HR ───────────────── ▸ 41% ─╮
    ║ COLLECTING                           ║│ PROCESSING                           │
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║│ accts  ━━━━━┈┈┈┈┈┈┈┈ 41% 2,160/5,200 │
    ║                                      ║│ idents ━━━━━━━╸┈┈┈┈┈ 59% 1,566/2,640 │
    ║ reading the source; totals come      ║│ 4.0/s      left 10–25m · 14:15–14:35 │
    ║ after that                           ║│ 13:58 ·█████████████████████ 14:07   │
    ║ 14:07:30  first seen: collecting     ║│ 5 of 10 deletions done               │
    ║ 2c91636f6c6c656374696e6700000000     ║│ 4.0/s overall     ░ rate limited 12s │
    ║ started 14:03:19                     ║│ 14:04:50  total +120 → 5,200         │
    ║ running 4m 12s                       ║│ running 15m 21s           +80 1s ago │
    ╚═══════════════════ 1s old · next 4s ═╝╰─────────────────── 1s old · next 4s ─╯
    ╭─ Payroll ──────────────────────── ▸ ─╮╭─ SAP ECC ──────────────────── ▸ 99% ─╮
    │ PROCESSING                           ││ FINISHING  all processed             │
    │ no accounts new, changed, deleted    ││ accts  ━━━━━━━━━━━━━ 99% 5,000/5,000 │
    │                                      ││ idents ━━━━━━━━━━━━━ 99% 2,100/2,100 │
    │ identities 0 of 0                    ││ waiting for the server to report     │
    │ EVENTS                               ││ COMPLETED                            │
    │ 14:07:29  first seen: no changes     ││ 14:07:28  first seen: 5,000 of 5,000 │
    │ 2c916e6f7468696e67546f446f000000     ││ 2c9166696e697368696e670000000000     │
    │ started 14:06:33                     ││ started 13:45:26                     │
    │ running 58s                          ││ running 22m 05s                      │
    ╰─────────────────── 2s old · next 3s ─╯╰─────────────────── 3s old · next 0s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  r refresh
    "
  `);
});

test("four panes: retried, offline, an unknown status, none", () => {
  const { retried, offline, unknown, withoutStatus } = gallery;
  expect(show([retried, offline, unknown, withoutStatus], size)).toMatchInlineSnapshot(`
    "
     acme · 3 pending  ✗ 1 problem       3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ NetSuite ════════════════════ ↺ 9% ═╗╭─ Ping ─────────────────────── ↯ 21% ─╮
    ║ RETRIED  appliance lost contact      ║│ OFFLINE  ECONNRESET, attempt 5       │
    ║ last accts ╸┈┈┈┈┈┈┈┈  9%      45/500 ║│ last accts ━╸┈┈┈┈┈┈┈ 21%   210/1,000 │
    ║ the platform tries again, 3 in all   ║│                                      │
    ║ counts may drop; the rate is reset   ║│ the aggregation itself continues     │
    ║ processing retried 2s ████████████   ║│ 14:07:23  ECONNRESET 5×              │
    ║ 14:07:29  RETRIED                    ║│ 14:06:40  first seen: 210 of 1,000   │
    ║ 2c917265747269656400000000000000     ║│ 2c916f66666c696e6500000000000000     │
    ║ started 13:57:51                     ║│ started 14:00:00                     │
    ║ running 9m 40s                       ║│ last answer 14:06:40                 │
    ╚═══════════════════ 2s old · next 3s ═╝╰─────────────── 51s old · next in 8s ─╯
    ╭─ Coupa …0000 ──────────────── ? 12% ─╮╭─ Coupa …7300 ──────────────── ? 12% ─╮
    │ MERGING  (unrecognized status)       ││ NO STATUS                            │
    │ accts ━╸┈┈┈┈┈┈┈┈┈┈┈┈ 12%   120/1,000 ││ accts ━╸┈┈┈┈┈┈┈┈┈┈┈┈ 12%   120/1,000 │
    │                                      ││                                      │
    │ still polling                        ││ still polling                        │
    │ EVENTS                               ││                                      │
    │ 14:07:28  first seen: MERGING        ││                                      │
    │ 2c91756e6b6e6f776e00000000000000     ││                                      │
    │ started 14:04:29                     ││                                      │
    │ running 3m 02s                       ││ 2c91776974686f757453746174757300     │
    ╰─────────────────── 3s old · next 2s ─╯╰─────────────────── 3s old · next 2s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("four panes: completed, completed before we looked, cancelled, terminated", () => {
  const { completed, completedBefore, cancelled, terminated } = gallery;
  expect(show([completed, completedBefore, cancelled, terminated], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 2 problems  2 done
    ╔═ Okta ═══════════════════════════ ✓ ═╗╭─ Zendesk ──────────────────────── ✓ ─╮
    ║ COMPLETED                            ║│ COMPLETED                            │
    ║ accts  ━━━━━━━━━━━━━━━━━     640/640 ║│ accts ━━━━━━━━━━━━━━━━━━     640/640 │
    ║ idents ━━━━━━━━━━━━━━━━━     598/598 ║│                                      │
    ║ task verdict: SUCCESS                ║│ task verdict: SUCCESS                │
    ║ 12 of 12 deletions done              ║│ 14:07:00  COMPLETED                  │
    ║ 14:01:55  COMPLETED in 6m 40s        ║│ 14:07:00  verdict SUCCESS            │
    ║ 2c91636f6d706c657465640000000000     ║│ 2c91636f6d706c657465644265666f72     │
    ║ started 13:55:15                     ║│ started 13:55:15                     │
    ║ took 6m 40s                 14:01:55 ║│ took 0s                     14:07:00 │
    ╚═══════════════════════════ finished ═╝╰─────────────────────────── finished ─╯
    ╭─ GitHub ────────────────────── − 9% ─╮╭─ Oracle EBS ───────────────── ✗ 62% ─╮
    │ CANCELLED  by a user                 ││ TERMINATED  after 3 tries            │
    │ last accts ╸┈┈┈┈┈┈┈┈  9%      45/500 ││ last accts ━━━━━━╸┈┈┈┈  6,200/10,000 │
    │                                      ││ virtual appliance unreachable        │
    │ last seen 13:59:05                   ││ check the appliance, then start it   │
    │ 13:59:10  CANCELLED by a user        ││ again                                │
    │ 13:59:05  first seen: 45 of 500      ││ 13:58:44  TERMINATED                 │
    │ 2c9163616e63656c6c65640000000000     ││ 2c917465726d696e6174656400000000     │
    │ started 13:58:08                     ││ started 13:10:32                     │
    │ ran 1m 02s                  13:59:10 ││ ran 48m 12s                 13:58:44 │
    ╰─────────────────────────── finished ─╯╰─────────────────────────── finished ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("four panes: expired, not found, forbidden, refused", () => {
  const { expired, notFound, forbidden, badRequest } = gallery;
  expect(show([expired, notFound, forbidden, badRequest], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 4 problems
    ╔═ Box ════════════════════════ ? 98% ═╗╭─ 2c91typo ─────────────────────── ? ─╮
    ║ EXPIRED  404 since 14:03:10          ║│ NOT FOUND  404, 3 times in 14s       │
    ║ last accts ━━━━━━━━━━╸  9,800/10,000 ║│ unknown id, or over an hour old      │
    ║ outcome not seen here                ║│ tenant acme.api.identitynow.com      │
    ║ see Sources > Box > Import Data >    ║│ check the id, the tenant, its age    │
    ║ Account Aggregation                  ║│ no verdict: 404, no such task        │
    ║ no verdict: 404, no such task        ║│ 14:03:24  NOT FOUND                  │
    ║ a status is kept for about an hour   ║│ 14:03:24  verdict unknown            │
    ║ 14:03:24  EXPIRED                    ║│ 14:03:17  404 2×                     │
    ║ last seen 13:02:11                   ║│ 2c91typo                             │
    ╚═══════════════════ no longer polled ═╝╰─────────────────── no longer polled ─╯
    ╭─ Zoom ─────────────────────────── ✗ ─╮╭─ Legacy LDAP ──────────────────── ✗ ─╮
    │ REFUSED  403                         ││ REFUSED  400                         │
    │ needs ORG_ADMIN, SOURCE_ADMIN or     ││                                      │
    │ SOURCE_SUBADMIN and a PAT with       ││ Experimental Header is missing or    │
    │ sp:scopes:all                        ││ invalid.                             │
    │ this token isn't allowed to read     ││ EVENTS                               │
    │ aggregations                         ││ 14:07:00  REFUSED                    │
    │ The server understood the request    ││                                      │
    │ but refuses to authorize it.         ││                                      │
    │ request id 7c1e00000000…0000000090ab ││ 2c916261645265717565737400000000     │
    ╰─────────────────── no longer polled ─╯╰─────────────────── no longer polled ─╯
     ? help  q quit  m seen  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("four panes: what a burst has left no turn for says from when on there is one", () => {
  const { unasked, connecting, withoutTotals, stale } = gallery;
  let budget = openBudget();
  for (let sent = 0; sent < 50; sent += 1) {
    budget = afterSending(budget, "poll", at("14:07:30").elapsed);
  }
  const rows = show([unasked, connecting, withoutTotals, stale], { ...size, budget }).split("\n");
  const ends = rows.filter((row) => /^[╚╰]/.test(row)).join("\n");
  expect(ends.match(/next \S+ \S+( or later)?/g)).toEqual([
    "next in 10s or later",
    "next in 10s or later",
    "next in 10s or later",
  ]);
});

test("four panes: no totals, more processed than there are, a slow answer, old values", () => {
  const { withoutTotals, overfull, slow, stale } = gallery;
  expect(show([withoutTotals, overfull, slow, stale], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 4 running         3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ Concur ═════════════════════════ ▸ ═╗╭─ Entra ID ─────────────────── ▸ 99% ─╮
    ║ PROCESSING                           ║│ FINISHING  all processed             │
    ║                                      ║│ accts ━━━━━━━━━━━━━━ 99% 5,100/5,000 │
    ║ no totals reported                   ║│                                      │
    ║ EVENTS                               ║│ waiting for the server to report     │
    ║ 14:07:29  first seen: processing     ║│ COMPLETED                            │
    ║                                      ║│ 14:07:29  first seen: 5,100 of 5,000 │
    ║ 2c91776974686f7574546f74616c7300     ║│ 2c916f76657266756c6c000000000000     │
    ║ started 14:06:33                     ║│ started 14:00:00                     │
    ║ running 58s                          ║│ running 7m 31s                       │
    ╚═══════════════════ 2s old · next 3s ═╝╰─────────────────── 2s old · next 0s ─╯
    ╭─ Mainframe ────────────────── ▸ 33% ─╮╭─ Epic ─────────────────────── ▸ 33% ─╮
    │ PROCESSING                           ││ PROCESSING                           │
    │ accts ━━━━╸┈┈┈┈┈┈┈┈┈ 33%     300/900 ││ accts ━━━━╸┈┈┈┈┈┈┈┈┈ 33%     300/900 │
    │             left 3–50m · 14:10–15:00 ││ EVENTS                               │
    │ EVENTS                               ││ 14:06:30  first seen: 300 of 900     │
    │ 14:07:10  first seen: 300 of 900     ││                                      │
    │                                      ││                                      │
    │ 2c91736c6f7700000000000000000000     ││ 2c917374616c65000000000000000000     │
    │ started 14:00:00                     ││ started 14:00:00                     │
    │ running 7m 31s                       ││ running 7m 31s                       │
    ╰─ ⠋ waiting 16s for a reply  21s old ─╯╰──────────────────── 1m old · queued ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  r refresh
    "
  `);
});

test("four panes while a 429 makes all wait: every live pane counts down, no state changes", () => {
  const { processing, completed, collecting, signInRefused } = gallery;
  const limit = { retryAfterMs: 12_000, leftAt: 0, jitter: 0 };
  const budget = afterLimit(openBudget(), limit, at("14:07:31").elapsed);
  const watches = [processing, completed, collecting, signInRefused];
  expect(show(watches, { ...size, budget })).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 1 problem  1 done          rate limited (429): waiting 12s
    ╔═ Workday HR ═════════════════ ▸ 41% ═╗╭─ Okta ─────────────────────────── ✓ ─╮
    ║ PROCESSING                           ║│ COMPLETED                            │
    ║ accts  ━━━━━┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║│ accts  ━━━━━━━━━━━━━━━━━     640/640 │
    ║ idents ━━━━━━━╸┈┈┈┈┈ 59% 1,566/2,640 ║│ idents ━━━━━━━━━━━━━━━━━     598/598 │
    ║ 4.0/s      left 10–25m · 14:15–14:35 ║│ task verdict: SUCCESS                │
    ║ 13:58 ·█████████████████████ 14:07   ║│ 12 of 12 deletions done              │
    ║ 5 of 10 deletions done               ║│ 14:01:55  COMPLETED in 6m 40s        │
    ║ 4.0/s overall     ░ rate limited 12s ║│ 2c91636f6d706c657465640000000000     │
    ║ 14:04:50  total +120 → 5,200         ║│ started 13:55:15                     │
    ║ running 15m 21s           +80 1s ago ║│ took 6m 40s                 14:01:55 │
    ╚════════════ 1s old · resumes in 12s ═╝╰─────────────────────────── finished ─╯
    ╭─ Active Directory ─────────────── ~ ─╮╭─ Miro ─────────────────────────── ✗ ─╮
    │ COLLECTING                           ││ REFUSED  sign-in                     │
    │ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ││                                      │
    │                                      ││ Sign-in refused by acme: set         │
    │ reading the source; totals come      ││ SAIL_CLIENT_SECRET.                  │
    │ after that                           ││ EVENTS                               │
    │ 14:07:30  first seen: collecting     ││ 14:07:00  REFUSED: sign-in refused   │
    │ 2c91636f6c6c656374696e6700000000     ││                                      │
    │ started 14:03:19                     ││                                      │
    │ running 4m 12s                       ││ 2c917369676e496e5265667573656400     │
    ╰──────────── 1s old · resumes in 12s ─╯╰─────────────────── no longer polled ─╯
     ? help  q quit  w retry now  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("four panes: stalled, stalled at the end, a range of time left, a counter not begun", () => {
  const { stalled, stalledAtTheEnd, ranged, notBegun } = gallery;
  expect(show([stalled, stalledAtTheEnd, ranged, notBegun], size)).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 2 problems      3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ ServiceNow ═════════════════ ! 32% ═╗╭─ Epic ─────────────────────── ! 99% ─╮
    ║ STALLED  no progress for 4m 21s      ║│ STALLED  no COMPLETED for 6m 31s     │
    ║ accts  ━━━━┈┈┈┈┈┈┈┈┈ 32%   980/3,000 ║│ accts ━━━━━━━━━━━━━━ 99%     900/900 │
    ║ idents ━━━╸┈┈┈┈┈┈┈┈┈ 26%   280/1,040 ║│ 14:00 ██▄··············· 14:07       │
    ║ 13:58 ·███████████·········· 14:07   ║│ see Sources > Epic > Import Data >   │
    ║ see Sources > ServiceNow > Import    ║│ Account Aggregation                  │
    ║ Data > Account Aggregation           ║│ usual gap 20s, longest 20s           │
    ║ usual gap 20s, longest 20s           ║│ clearing a stuck task there does not │
    ║ a stuck task can be cleared there    ║│ stop the aggregation                 │
    ║ running 36m 29s       +70 4m 21s ago ║│           last batch +300 6m 31s ago │
    ╚═══════════════════ 1s old · next 4s ═╝╰─────────────────── 1s old · next 1s ─╯
    ╭─ Customers ────────────────── ▸ 73% ─╮╭─ Salesforce ───────────────── ▸ 18% ─╮
    │ PROCESSING                           ││ PROCESSING                           │
    │ accts ━━━━━━━┈┈┈ 73%  90,000/123,000 ││ accts  ━━┈┈┈┈┈┈┈┈┈ 18%  3,640/20,000 │
    │ 30/s        left 4m–1h · 14:10–15:10 ││ idents ┈┈┈┈┈┈┈┈┈┈┈  0%         0/900 │
    │                                      ││ 14/s       left 10–40m · 14:15–14:50 │
    │ 13:57 █▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 14:07 ││ 14:03 ███████████ 14:07              │
    │ 75/s overall                         ││ 14/s overall                         │
    │ 13:47:30  first seen: 0 of 123,000   ││ 14:03:00  first seen: 0 of 20,000    │
    │ 2c9172616e6765640000000000000000     ││ 2c916e6f74426567756e000000000000     │
    │               last batch +600 1s ago ││              last batch +280 11s ago │
    ╰─────────────────── 1s old · next 4s ─╯╰─────────────────── 1s old · next 4s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("four panes: its task is asked, warnings, errors, no verdict to be read", () => {
  const { askingTask, withWarnings, withErrors, withoutVerdict } = gallery;
  expect(show([askingTask, withWarnings, withErrors, withoutVerdict], size)).toMatchInlineSnapshot(`
    "
     acme · ✗ 1 problem  3 done          3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ Tableau ════════════════════════ ✓ ═╗╭─ Snowflake ────────────────────── ± ─╮
    ║ COMPLETED                            ║│ COMPLETED WITH WARNINGS              │
    ║ accts ━━━━━━━━━━━━━━━━━━     640/640 ║│ accts ━━━━━━━━━━━━━━━━━━     640/640 │
    ║                                      ║│ task verdict: WARNING                │
    ║ checking the result                  ║│ 3 accounts were ignored.             │
    ║ 12 of 12 deletions done              ║│ 12 of 12 deletions done              │
    ║ 13:55:20  STARTED                    ║│ 14:01:55  COMPLETED WITH WARNINGS    │
    ║ 2c9161736b696e675461736b00000000     ║│ 2c91776974685761726e696e67730000     │
    ║ started 13:55:15                     ║│ started 13:55:15                     │
    ║ took 12m 14s                14:07:29 ║│ took 6m 40s                 14:01:55 │
    ╚════════════════ checking the result ═╝╰─────────────────────────── finished ─╯
    ╭─ PeopleSoft ───────────────────── ✗ ─╮╭─ Tenable ──────────────────────── ✓ ─╮
    │ COMPLETED WITH ERRORS                ││ COMPLETED                            │
    │ accts  ━━━━━━━━━━━━━━━━━ 3,120/3,120 ││ accts ━━━━━━━━━━━━━━━━━━     640/640 │
    │ idents ━━━━━━━━━━━━━━━━━ 2,995/2,995 ││ no verdict: 403, needs scope         │
    │ task verdict: ERROR                  ││ idn:task-management:read             │
    │ 17 accounts could not be correlated: ││ 14:01:55  COMPLETED                  │
    │ attribute 'employeeNumber' is        ││ 14:01:55  verdict unknown            │
    │ missing.                             ││ 2c91776974686f757456657264696374     │
    │ The source ended the last page …     ││ started 13:55:15                     │
    │ took 31m 10s                13:40:02 ││ took 6m 40s                 14:01:55 │
    ╰─────────────────────────── finished ─╯╰─────────────────────────── finished ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("four panes: what ended unseen is told by its task", () => {
  const { finished, finishedUnseen } = gallery;
  const later = { ...finishedUnseen, id: "later", label: "Okta" };
  const cancelled = { ...gallery.cancelled, id: "other" };
  expect(show([finished, finishedUnseen, later, cancelled], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 4 problems
    ╔═ SuccessFactors ═════════════════ ✗ ═╗╭─ Lattice ──────────────────── ✗ 98% ─╮
    ║ FAILED                               ║│ TERMINATED  per its task             │
    ║ outcome from its task, ended 12:03   ║│ last accts ━━━━━━━━━━╸  9,800/10,000 │
    ║ task verdict: ERROR                  ║│ outcome from its task, ended 13:10   │
    ║ account 0 failed                     ║│ task verdict: TERMINATED             │
    ║ account 1 failed                     ║│ 14:03:24  TERMINATED                 │
    ║ account 2 failed                     ║│ 14:03:24  verdict TERMINATED         │
    ║ account 3 failed                     ║│ 2c9166696e6973686564556e7365656e     │
    ║ account 4 failed                     ║│ started 12:40:00                     │
    ║ took 23m 00s                         ║│ ran 30m 00s                          │
    ╚═══════════════════════════ finished ═╝╰─────────────────────────── finished ─╯
    ╭─ Okta ─────────────────────── ✗ 98% ─╮╭─ GitHub ────────────────────── − 9% ─╮
    │ TERMINATED  per its task             ││ CANCELLED  by a user                 │
    │ last accts ━━━━━━━━━━╸  9,800/10,000 ││ last accts ╸┈┈┈┈┈┈┈┈  9%      45/500 │
    │ outcome from its task, ended 13:10   ││                                      │
    │ task verdict: TERMINATED             ││ last seen 13:59:05                   │
    │ 14:03:24  TERMINATED                 ││ EVENTS                               │
    │ 14:03:24  verdict TERMINATED         ││ 13:59:10  CANCELLED by a user        │
    │ 14:03:17  404 2×                     ││ 13:59:05  first seen: 45 of 500      │
    │ later               started 12:40:00 ││ other               started 13:58:08 │
    │ ran 30m 00s                          ││ ran 1m 02s                  13:59:10 │
    ╰─────────────────────────── finished ─╯╰─────────────────────────── finished ─╯
     ? help  q quit  m seen  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("panes: given up after an answer, and without any", () => {
  const { givenUp, givenUpUnseen } = gallery;
  expect(show([givenUp, givenUpUnseen], { columns: 80, rows: 14 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 2 problems
    ╔═ Ariba ══════════════════════ ? 98% ═╗╭─ 2c91676976656e5…556e7365656e00 ─ ? ─╮
    ║ GIVEN UP  3 tries in 10m 00s         ║│ GIVEN UP  2 tries in 1m 00s          │
    ║ last accts ━━━━━━━━━━╸  9,800/10,000 ║│                                      │
    ║ HTTP 502                             ║│ ENOTFOUND                            │
    ║ outcome not seen here                ║│ check base URL and network           │
    ║ see Sources > Ariba > Import Data >  ║│ EVENTS                               │
    ║ Account Aggregation                  ║│ 14:06:00  GIVEN UP                   │
    ║ request id 7c1e00000000…0000000090ab ║│ 14:05:00  ENOTFOUND                  │
    ║ 14:02:15  GIVEN UP                   ║│                                      │
    ║ 2c9167697…00000000  started 13:40:00 ║│ 2c91676976656e5570556e7365656e00     │
    ║ last seen 13:52:10                   ║│ never seen                           │
    ╚═══════════════════ no longer polled ═╝╰─────────────────── no longer polled ─╯
     ? help  q quit  m seen  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("panes: a first failed request keeps the state, and says what is tried again", () => {
  const { retrying, retryingAtFirst } = gallery;
  expect(show([retrying, retryingAtFirst], { columns: 80, rows: 12 })).toMatchInlineSnapshot(`
    "
     acme · 1 running  1 no answer yet   3 of 50 requests/10s · every 5s · 14:07:31
    ╔═ Dynamics ═══════════════════ ▸ 21% ═╗╭─ Slack ────────────────────────── · ─╮
    ║ PROCESSING  retrying (HTTP 500)      ║│ CONNECTING  retrying (HTTP 500)      │
    ║ accts ━━╸┈┈┈┈┈┈┈┈┈┈┈ 21%   210/1,000 ║│                                      │
    ║           left 6m–1h30 · 14:10–15:40 ║│ no answer yet                        │
    ║ 14:07:30  HTTP 500                   ║│ request id 7c1e00000000…0000000090ab │
    ║ 14:07:25  first seen: 210 of 1,000   ║│ EVENTS                               │
    ║ 2c917265747279696e67000000000000     ║│ 14:07:30  HTTP 500                   │
    ║ started 14:00:00                     ║│                                      │
    ║ running 7m 31s                       ║│ 2c917265747279696e67417446697273     │
    ╚════════════════ 6s old · next in 0s ═╝╰───────────────────────── next in 0s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  r refresh
    "
  `);
});
