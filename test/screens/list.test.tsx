import { expect, test } from "vitest";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";

const all = Object.values(gallery);

test("a line each where panes do not fit", () => {
  expect(show(all, { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 14 running  9 problems  2 done   api 3/50 per 10s · 14:07:31
      SOURCE                          STATE      ACCOUNTS            DONE/TOTAL  AGE
    · 2c91636f6e6e656…4696e6700000000 CONNECTING
    · SharePoint                      CONNECTING
    · Jira                            CONNECTING
    ~ Active Directory                COLLECTING                                  1s
    ▸ Workday HR                      PROCESSING ━━━╸┈┈┈┈┈  41%     2,142/5,200   3s
    ▸ Payroll                         PROCESSING                            0/0   2s
    ▸ Concur                          PROCESSING                                  2s
    ▸ Entra ID                        FINISHING  ━━━━━━━━━  99%     5,100/5,000   2s
    ▸ SAP ECC                         FINISHING  ━━━━━━━━━  99%     5,000/5,000   3s
    ↺ NetSuite                        RETRIED    ╸┈┈┈┈┈┈┈┈   9%          45/500   2s
    ↯ Ping                            OFFLINE    ━╸┈┈┈┈┈┈┈  21%       210/1,000  51s
    ↯ Webex                           OFFLINE
    ? Coupa                           MERGING    ━┈┈┈┈┈┈┈┈  12%       120/1,000   3s
    ? Coupa                           NO STATUS  ━┈┈┈┈┈┈┈┈  12%       120/1,000   3s
    ✓ Okta                            COMPLETED  ━━━━━━━━━              640/640  fin
    ✓ Zendesk                         COMPLETED  ━━━━━━━━━              640/640  fin
    − GitHub                          CANCELLED  ╸┈┈┈┈┈┈┈┈   9%          45/500  fin
    ✗ Oracle EBS                      TERMINATED ━━━━━╸┈┈┈  62%    6,200/10,000  fin
    ? Box                             EXPIRED    ━━━━━━━━╸  98%    9,800/10,000  end
    ? 2c91typo                        NOT FOUND                                  end
      … 5 more: 3 refused, 2 still running
     q quit
    "
  `);
});

test("a line each in a small terminal", () => {
  expect(show(all.slice(3, 8), { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 5 running   14:07:31
      SOURCE           STATE
    ~ Active Directory COLLECTING
    ▸ Workday HR       PROCESSING  41%
    ▸ Payroll          PROCESSING
    ▸ Concur           PROCESSING
    ▸ Entra ID         FINISHING   99%


     q quit
    "
  `);
});

test("the smallest terminal", () => {
  expect(show(all.slice(3, 8), { columns: 20, rows: 3 })).toMatchInlineSnapshot(`
    "
     acme · 5 running
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
