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
     acme · 3 pending  ✗ 1 problem           api 3/50 per 10s · every 5s · 14:07:31
    ╔═ SharePoint ═════════════════════ · ═╗╭─ 2c91636f6e6e656…696e6700000000 ─ · ─╮
    ║ CONNECTING                           ║│ CONNECTING                           │
    ║                                      ║│                                      │
    ║ waits for its turn                   ║│ signed in · first status request     │
    ║                                      ║│ waits up to 30s for an answer        │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ╚═════════════════ waits for its turn ═╝╰─ ⠋ asking, 2s ───────────────────────╯
    ╭─ Jira ─────────────────────────── · ─╮╭─ Webex ────────────────────────── ↯ ─╮
    │ CONNECTING  404, 1 of 3              ││ OFFLINE  ENOTFOUND, try 2            │
    │                                      ││                                      │
    │ unknown id, or one just started      ││ check base URL and network           │
    │ believed after 3 in a row            ││                                      │
    │                                      ││ 14:07:29  ENOTFOUND, 2 times         │
    │ 14:07:28  404                        ││                                      │
    │                                      ││                                      │
    │                                      ││                                      │
    │                                      ││ no answer yet                        │
    ╰──────────────────────────── next 4s ─╯╰───────────────────────── next in 0s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("four panes: collecting, processing, nothing to do, finishing", () => {
  const { collecting, processing, nothingToDo, finishing } = gallery;
  expect(show([collecting, processing, nothingToDo, finishing], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 4 running             api 3/50 per 10s · every 5s · 14:07:31
    ╔═ Active Directory ═══════════════ ~ ═╗╭─ Workday HR ───────────────── ▸ 41% ─╮
    ║ COLLECTING                           ║│ PROCESSING                           │
    ║ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ║│ acc ━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈ 2,160/5,200 │
    ║ no totals until collection ends      ║│ idn ━━━━━━━━━━━╸┈┈┈┈┈┈┈┈ 1,566/2,640 │
    ║                                      ║│ 4.0/s  left 10–25m acc · 14:15–14:35 │
    ║ 14:07:30  first seen: collecting     ║│                                      │
    ║                                      ║│       ▁▁████████████████████████████ │
    ║                                      ║│ deleted 5 of 10 marked               │
    ║                                      ║│ 14:04:50  total moved by +120        │
    ║ running 4m 12s                       ║│ running 15m 21s           +80 1s ago │
    ╚═══════════════════ 1s old · next 4s ═╝╰─────────────────── 1s old · next 4s ─╯
    ╭─ Payroll ──────────────────────── ▸ ─╮╭─ SAP ECC ──────────────────── ▸ 99% ─╮
    │ PROCESSING                           ││ FINISHING  all processed             │
    │ no accounts new, changed, deleted    ││ acc ━━━━━━━━━━━━━━━━━━━━ 5,000/5,000 │
    │                                      ││ idn ━━━━━━━━━━━━━━━━━━━━ 2,100/2,100 │
    │ identities 0 of 0                    ││                                      │
    │                                      ││ server has not said COMPLETED yet    │
    │ 14:07:29  first seen: no changes     ││                                      │
    │                                      ││ 14:07:28  first seen: 5,000 of 5,000 │
    │                                      ││                                      │
    │ running 58s                          ││ running 22m 05s                      │
    ╰─────────────────── 2s old · next 3s ─╯╰─────────────────── 3s old · next 0s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  r ask now
    "
  `);
});

test("four panes: retried, offline, an unknown status, none", () => {
  const { retried, offline, unknown, withoutStatus } = gallery;
  expect(show([retried, offline, unknown, withoutStatus], size)).toMatchInlineSnapshot(`
    "
     acme · 3 pending  ✗ 1 problem           api 3/50 per 10s · every 5s · 14:07:31
    ╔═ NetSuite ════════════════════ ↺ 9% ═╗╭─ Ping ─────────────────────── ↯ 21% ─╮
    ║ RETRIED  appliance lost contact      ║│ OFFLINE  ECONNRESET, try 5           │
    ║ last ━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈      45/500 ║│ last ━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈   210/1,000 │
    ║                                      ║│                                      │
    ║ the platform tries again, 3 in all   ║│ the aggregation itself goes on       │
    ║ counts may fall: rate starts over    ║│                                      │
    ║                                      ║│ 14:07:23  ECONNRESET, 5 times        │
    ║ 14:07:29  RETRIED                    ║│ 14:06:40  first seen: 210 of 1,000   │
    ║ 13:59:00  first seen: 45 of 500      ║│                                      │
    ║ running 9m 40s                       ║│ last answer 14:06:40                 │
    ╚═══════════════════ 2s old · next 3s ═╝╰─────────────── 51s old · next in 8s ─╯
    ╭─ Coupa ────────────────────── ? 12% ─╮╭─ Coupa ────────────────────── ? 12% ─╮
    │ MERGING  (a status unknown to us)    ││ NO STATUS                            │
    │ acc ━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈   120/1,000 ││ acc ━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈   120/1,000 │
    │                                      ││                                      │
    │ polled on                            ││ polled on                            │
    │                                      ││                                      │
    │ 14:07:28  first seen: MERGING        ││                                      │
    │                                      ││                                      │
    │                                      ││                                      │
    │ running 3m 02s                       ││                                      │
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
    ║ acc ━━━━━━━━━━━━━━━━━━━━     640/640 ║│ acc ━━━━━━━━━━━━━━━━━━━━     640/640 │
    ║ idn ━━━━━━━━━━━━━━━━━━━━     598/598 ║│                                      │
    ║                                      ║│ task verdict: SUCCESS                │
    ║ deleted 12 of 12 marked              ║│                                      │
    ║ task verdict: SUCCESS                ║│ 14:07:00  COMPLETED                  │
    ║                                      ║│ 14:07:00  verdict SUCCESS            │
    ║ 14:01:55  COMPLETED                  ║│                                      │
    ║ took 6m 40s                 14:01:55 ║│ took 0s                     14:07:00 │
    ╚══════════════════════════════ final ═╝╰────────────────────────────── final ─╯
    ╭─ GitHub ────────────────────── − 9% ─╮╭─ Oracle EBS ───────────────── ✗ 62% ─╮
    │ CANCELLED  by a user                 ││ TERMINATED  after 3 tries            │
    │ last ━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈      45/500 ││ virtual appliance out of reach       │
    │                                      ││ last ━━━━━━━━━━╸┈┈┈┈┈┈  6,200/10,000 │
    │ last seen 13:59:05                   ││                                      │
    │                                      ││ check appliance, then start again    │
    │ 13:59:10  CANCELLED                  ││                                      │
    │ 13:59:05  first seen: 45 of 500      ││ 13:58:44  TERMINATED                 │
    │                                      ││ 13:58:39  first seen: 6,200 of 10,0… │
    │ ran 1m 02s                  13:59:10 ││ ran 48m 12s                 13:58:44 │
    ╰────────────────────────────── final ─╯╰────────────────────────────── final ─╯
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
    ║ last ━━━━━━━━━━━━━━━━╸  9,800/10,000 ║│ unknown id, or over an hour old      │
    ║                                      ║│ tenant acme.api.identitynow.com      │
    ║ no verdict: 404, no such task        ║│                                      │
    ║ A status is kept about an hour.      ║│ no verdict: 404, no such task        │
    ║ outcome not seen here: Sources > Box ║│ check the id, the tenant, its age    │
    ║ > Import Data > Account Aggregation  ║│                                      │
    ║ 14:03:24  EXPIRED                    ║│ 14:03:24  NOT FOUND                  │
    ║ last seen 13:02:11                   ║│ 14:03:24  verdict unknown            │
    ╚══════════════════════════════ ended ═╝╰────────────────────────────── ended ─╯
    ╭─ Zoom ─────────────────────────── ✗ ─╮╭─ Legacy LDAP ──────────────────── ✗ ─╮
    │ REFUSED  403                         ││ REFUSED  400                         │
    │ this token may not read them         ││                                      │
    │ needs ORG_ADMIN, SOURCE_ADMIN or     ││ Experimental Header is missing or    │
    │ SOURCE_SUBADMIN and a PAT with       ││ invalid.                             │
    │ sp:scopes:all                        ││                                      │
    │ The server understood the request    ││ 14:07:00  REFUSED                    │
    │ but refuses to authorize it.         ││                                      │
    │ 14:07:00  REFUSED                    ││                                      │
    │ request id 7c1e00000000…0000000090ab ││                                      │
    ╰────────────────────────────── ended ─╯╰────────────────────────────── ended ─╯
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
     aggwatch · acme · 4 running             api 3/50 per 10s · every 5s · 14:07:31
    ╔═ Concur ═════════════════════════ ▸ ═╗╭─ Entra ID ─────────────────── ▸ 99% ─╮
    ║ PROCESSING                           ║│ FINISHING  all processed             │
    ║                                      ║│ acc ━━━━━━━━━━━━━━━━━━━━ 5,100/5,000 │
    ║ the tenant names no totals           ║│                                      │
    ║                                      ║│ server has not said COMPLETED yet    │
    ║ 14:07:29  first seen: processing     ║│                                      │
    ║                                      ║│ 14:07:29  first seen: 5,100 of 5,000 │
    ║                                      ║│                                      │
    ║                                      ║│                                      │
    ║ running 58s                          ║│ running 7m 31s                       │
    ╚═══════════════════ 2s old · next 3s ═╝╰─────────────────── 2s old · next 0s ─╯
    ╭─ Mainframe ────────────────── ▸ 33% ─╮╭─ Epic ─────────────────────── ▸ 33% ─╮
    │ PROCESSING                           ││ PROCESSING                           │
    │ acc ━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈     300/900 ││ acc ━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈     300/900 │
    │             left 3–50m · 14:10–15:00 ││                                      │
    │                                      ││ 14:06:30  first seen: 300 of 900     │
    │ 14:07:10  first seen: 300 of 900     ││                                      │
    │                                      ││                                      │
    │                                      ││                                      │
    │                                      ││                                      │
    │ running 7m 31s                       ││ running 7m 31s                       │
    ╰─ ⠋ asking, 16s ──────────── 21s old ─╯╰──────── 1m old · waits for its turn ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  r ask now
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
     acme · 2 running  ✗ 1 problem  1 done  429: all wait 12s · api 0/35 · 14:07:31
    ╔═ Workday HR ═════════════════ ▸ 41% ═╗╭─ Okta ─────────────────────────── ✓ ─╮
    ║ PROCESSING                           ║│ COMPLETED                            │
    ║ acc ━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈ 2,160/5,200 ║│ acc ━━━━━━━━━━━━━━━━━━━━     640/640 │
    ║ idn ━━━━━━━━━━━╸┈┈┈┈┈┈┈┈ 1,566/2,640 ║│ idn ━━━━━━━━━━━━━━━━━━━━     598/598 │
    ║ 4.0/s  left 10–25m acc · 14:15–14:35 ║│                                      │
    ║                                      ║│ deleted 12 of 12 marked              │
    ║       ▁▁████████████████████████████ ║│ task verdict: SUCCESS                │
    ║ deleted 5 of 10 marked               ║│                                      │
    ║ 14:04:50  total moved by +120        ║│ 14:01:55  COMPLETED                  │
    ║ running 15m 21s           +80 1s ago ║│ took 6m 40s                 14:01:55 │
    ╚════════════ 1s old · resumes in 12s ═╝╰────────────────────────────── final ─╯
    ╭─ Active Directory ─────────────── ~ ─╮╭─ Miro ─────────────────────────── ✗ ─╮
    │ COLLECTING                           ││ REFUSED  sign-in                     │
    │ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ ││                                      │
    │ no totals until collection ends      ││ Sign-in refused by acme: set         │
    │                                      ││ SAIL_CLIENT_SECRET.                  │
    │ 14:07:30  first seen: collecting     ││                                      │
    │                                      ││ 14:07:00  REFUSED                    │
    │                                      ││                                      │
    │                                      ││                                      │
    │ running 4m 12s                       ││                                      │
    ╰──────────── 1s old · resumes in 12s ─╯╰────────────────────────────── ended ─╯
     ? help  q quit  w end the wait  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("four panes: stalled, stalled at the end, a range of time left, a counter not begun", () => {
  const { stalled, stalledAtTheEnd, ranged, notBegun } = gallery;
  expect(show([stalled, stalledAtTheEnd, ranged, notBegun], size)).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 2 problems          api 3/50 per 10s · every 5s · 14:07:31
    ╔═ ServiceNow ═════════════════ ! 32% ═╗╭─ Epic ─────────────────────── ! 99% ─╮
    ║ STALLED  no progress for 4m 21s      ║│ STALLED  no COMPLETED for 6m 31s     │
    ║ acc ━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈   980/3,000 ║│ acc ━━━━━━━━━━━━━━━━━━━━     900/900 │
    ║ idn ━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈   280/1,040 ║│ usual gap 20s, longest 20s           │
    ║ usual gap 20s, longest 20s           ║│ server still: ACCOUNTS_COLLECTED     │
    ║ server still: ACCOUNTS_COLLECTED     ║│ see Sources > Epic > Import Data >   │
    ║ see Sources > ServiceNow > Import    ║│ Account Aggregation                  │
    ║ Data > Account Aggregation           ║│ clearing a stuck task there stops no │
    ║ clearing a stuck task there stops no ║│ work                                 │
    ║ running 36m 29s               left ? ║│                               left ? │
    ╚═══════════════════ 1s old · next 4s ═╝╰─────────────────── 1s old · next 1s ─╯
    ╭─ Customers ────────────────── ▸ 73% ─╮╭─ Salesforce ───────────────── ▸ 18% ─╮
    │ PROCESSING                           ││ PROCESSING                           │
    │ acc ━━━━━━━━━━━╸┈┈┈┈  90,000/123,000 ││ acc ━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  3,640/20,000 │
    │ 30/s        left 4m–1h · 14:10–15:10 ││ idn ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈         0/900 │
    │                                      ││ 14/s       no identity refreshed yet │
    │ ████▆▆▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃ ││                                      │
    │                                      ││                     ████████████████ │
    │ 13:47:30  first seen: 0 of 123,000   ││                                      │
    │                                      ││ 14:03:00  first seen: 0 of 20,000    │
    │                          +600 1s ago ││                         +280 11s ago │
    ╰─────────────────── 1s old · next 4s ─╯╰─────────────────── 1s old · next 4s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("four panes: its task is asked, warnings, errors, no verdict to be read", () => {
  const { askingTask, withWarnings, withErrors, withoutVerdict } = gallery;
  expect(show([askingTask, withWarnings, withErrors, withoutVerdict], size)).toMatchInlineSnapshot(`
    "
     aggwatch · acme · ✗ 1 problem  3 done   api 3/50 per 10s · every 5s · 14:07:31
    ╔═ Tableau ════════════════════════ ✓ ═╗╭─ Snowflake ────────────────────── ± ─╮
    ║ COMPLETED                            ║│ COMPLETED WITH WARNINGS              │
    ║ acc ━━━━━━━━━━━━━━━━━━━━     640/640 ║│ acc ━━━━━━━━━━━━━━━━━━━━     640/640 │
    ║                                      ║│                                      │
    ║ deleted 12 of 12 marked              ║│ task verdict: WARNING                │
    ║ asking the task for its verdict      ║│ 3 accounts were ignored.             │
    ║                                      ║│ deleted 12 of 12 marked              │
    ║ 13:55:20  STARTED                    ║│                                      │
    ║                                      ║│ 14:01:55  COMPLETED WITH WARNINGS    │
    ║ took 12m 14s                14:07:29 ║│ took 6m 40s                 14:01:55 │
    ╚══════════════════════ asks its task ═╝╰────────────────────────────── final ─╯
    ╭─ PeopleSoft ───────────────────── ✗ ─╮╭─ Tenable ──────────────────────── ✓ ─╮
    │ COMPLETED WITH ERRORS                ││ COMPLETED                            │
    │ acc ━━━━━━━━━━━━━━━━━━━━ 3,120/3,120 ││ acc ━━━━━━━━━━━━━━━━━━━━     640/640 │
    │ idn ━━━━━━━━━━━━━━━━━━━━ 2,995/2,995 ││                                      │
    │ task verdict: ERROR                  ││ no verdict: 403, needs scope         │
    │ 17 accounts could not be correlated: ││ idn:task-management:read             │
    │ attribute 'employeeNumber' is        ││                                      │
    │ missing.                             ││ 14:01:55  COMPLETED                  │
    │ The source ended the last page       ││ 14:01:55  verdict unknown            │
    │ took 31m 10s                13:40:02 ││ took 6m 40s                 14:01:55 │
    ╰────────────────────────────── final ─╯╰────────────────────────────── final ─╯
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
    ║ FAILED                               ║│ TERMINATED  says its task            │
    ║ outcome from its task, ended 12:03   ║│ last ━━━━━━━━━━━━━━━━╸  9,800/10,000 │
    ║ task verdict: ERROR                  ║│                                      │
    ║ account 0 failed                     ║│ outcome from its task, ended 13:10   │
    ║ account 1 failed                     ║│ task verdict: TERMINATED             │
    ║ account 2 failed                     ║│                                      │
    ║ account 3 failed                     ║│ 14:03:24  TERMINATED                 │
    ║ account 4 failed                     ║│ 14:03:24  verdict TERMINATED         │
    ║ took 23m 00s                         ║│ ran 30m 00s                          │
    ╚══════════════════════════════ final ═╝╰────────────────────────────── final ─╯
    ╭─ Okta ─────────────────────── ✗ 98% ─╮╭─ GitHub ────────────────────── − 9% ─╮
    │ TERMINATED  says its task            ││ CANCELLED  by a user                 │
    │ last ━━━━━━━━━━━━━━━━╸  9,800/10,000 ││ last ━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈      45/500 │
    │                                      ││                                      │
    │ outcome from its task, ended 13:10   ││ last seen 13:59:05                   │
    │ task verdict: TERMINATED             ││                                      │
    │                                      ││ 13:59:10  CANCELLED                  │
    │ 14:03:24  TERMINATED                 ││ 13:59:05  first seen: 45 of 500      │
    │ 14:03:24  verdict TERMINATED         ││                                      │
    │ ran 30m 00s                          ││ ran 1m 02s                  13:59:10 │
    ╰────────────────────────────── final ─╯╰────────────────────────────── final ─╯
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
    ║ HTTP 502                             ║│ ENOTFOUND                            │
    ║ last ━━━━━━━━━━━━━━━━╸  9,800/10,000 ║│                                      │
    ║                                      ║│ check base URL and network           │
    ║ outcome not seen here: Sources >     ║│                                      │
    ║ Ariba > Import Data > Account        ║│ 14:06:00  GIVEN UP                   │
    ║ Aggregation                          ║│ 14:05:00  ENOTFOUND                  │
    ║ request id 7c1e00000000…0000000090ab ║│                                      │
    ║ 14:02:15  GIVEN UP                   ║│                                      │
    ║ last seen 13:52:10                   ║│ never seen                           │
    ╚══════════════════════════════ ended ═╝╰────────────────────────────── ended ─╯
     ? help  q quit  m seen  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("panes: a first failed request keeps the state, and says what is tried again", () => {
  const { retrying, retryingAtFirst } = gallery;
  expect(show([retrying, retryingAtFirst], { columns: 80, rows: 12 })).toMatchInlineSnapshot(`
    "
     acme · 1 running  1 no answer yet       api 3/50 per 10s · every 5s · 14:07:31
    ╔═ Dynamics ═══════════════════ ▸ 21% ═╗╭─ Slack ────────────────────────── · ─╮
    ║ PROCESSING  retrying (HTTP 500)      ║│ CONNECTING  retrying (HTTP 500)      │
    ║ acc ━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈   210/1,000 ║│                                      │
    ║           left 6m–1h30 · 14:10–15:40 ║│ no answer yet                        │
    ║                                      ║│ request id 7c1e00000000…0000000090ab │
    ║ 14:07:30  HTTP 500                   ║│                                      │
    ║ 14:07:25  first seen: 210 of 1,000   ║│ 14:07:30  HTTP 500                   │
    ║                                      ║│                                      │
    ║ running 7m 31s                       ║│                                      │
    ╚════════════════ 6s old · next in 0s ═╝╰───────────────────────── next in 0s ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  r ask now
    "
  `);
});
