import { expect, test } from "vitest";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";

const all = Object.values(gallery);

test("a line each where panes do not fit", () => {
  expect(show(all, { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 16 running  11 problems  2 done  api 3/50 per 10s · 14:07:31
      SOURCE           STATE      ACCOUNTS            DONE/TOTAL   RATE    LEFT  AGE
    · 2c91636f…0000000 CONNECTING
    · SharePoint       CONNECTING
    · Jira             CONNECTING
    ~ Active Directory COLLECTING                                                 1s
    ▸ Workday HR       PROCESSING ━━━╸┈┈┈┈┈  41%     2,160/5,200  4.0/s    ~13m   1s
    ▸ Customers        PROCESSING ━━━━━━╸┈┈  73%  90,000/123,000   30/s    ≤17m   1s
    ▸ Salesforce       PROCESSING ━╸┈┈┈┈┈┈┈  18%    3,640/20,000   14/s           1s
    ! ServiceNow       STALLED    ━━╸┈┈┈┈┈┈  32%       980/3,000    0/s       ?   1s
    ! Epic             STALLED    ━━━━━━━━━  99%         900/900              ?   1s
    ▸ Payroll          PROCESSING                            0/0                  2s
    ▸ Concur           PROCESSING                                                 2s
    ▸ Entra ID         FINISHING  ━━━━━━━━━  99%     5,100/5,000                  2s
    ▸ SAP ECC          FINISHING  ━━━━━━━━━  99%     5,000/5,000                  3s
    ↺ NetSuite         RETRIED    ╸┈┈┈┈┈┈┈┈   9%          45/500                  2s
    ↯ Ping             OFFLINE    ━╸┈┈┈┈┈┈┈  21%       210/1,000                 51s
    ↯ Webex            OFFLINE
    ? Coupa            MERGING    ━┈┈┈┈┈┈┈┈  12%       120/1,000                  3s
    ? Coupa            NO STATUS  ━┈┈┈┈┈┈┈┈  12%       120/1,000                  3s
    ✓ Okta             COMPLETED  ━━━━━━━━━              640/640                 fin
    ✓ Zendesk          COMPLETED  ━━━━━━━━━              640/640                 fin
      … 9 more: 1 cancelled, 1 terminated, 1 expired, 1 not found, 3 refused, 2 sti…
     q quit
    "
  `);
});

test("a line each in a small terminal", () => {
  expect(show(all.slice(3, 8), { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 4 running  1 problem
      SOURCE           STATE
    ~ Active Directory COLLECTING
    ▸ Workday HR       PROCESSING  41%
    ▸ Customers        PROCESSING  73%
    ▸ Salesforce       PROCESSING  18%
    ! ServiceNow       STALLED     32%


     q quit
    "
  `);
});

test("the smallest terminal", () => {
  expect(show(all.slice(3, 8), { columns: 20, rows: 3 })).toMatchInlineSnapshot(`
    "
     4 running  1 probl…
    ~ Active Directory
     q quit
    "
  `);
});

test("a terminal that is too small says so", () => {
  expect(show(all, { columns: 19, rows: 10 })).toMatchInlineSnapshot(`
    "
    needs 20×3
    "
  `);
  expect(show(all, { columns: 80, rows: 2 })).toMatchInlineSnapshot(`
    "
    needs 20×3
    "
  `);
});
