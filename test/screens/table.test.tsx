import { expect, test } from "vitest";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";

const all = Object.values(gallery);

test("a line each where panes do not fit", () => {
  expect(show(all, { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 43 watched        3 of 50 requests/10s · every 5s · 14:07:31
     ✗ 18 problems: 2 stalled, 3 terminated, 1 with errors …   ▸ 12   · 7   ✓ 6
     all ━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈  70% of 25 with totals · ≥10m left (18 unknown)
       SOURCE                STATE ▾       ACCOUNTS     %    DONE/TOTAL    LEFT  AGE
    ▌! ServiceNow            STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000       ?   1s
     ! Epic …456e            STALLED       ━━━━━━━━━  99%       900/900       ?   1s
     ✗ Lattice               TERMINATED    ━━━━━━━━╸  98%  9,800/10,000
     ✗ Oracle EBS            TERMINATED    ━━━━━╸┈┈┈  62%  6,200/10,000
     ✗ Active Direct… (ent.) TERMINATED
     ✗ PeopleSoft            WITH ERRORS   ━━━━━━━━━ 100%   3,120/3,120
     ✗ SuccessFactors        FAILED
     ✗ Splunk (entitlements) FAILED
     ? Box                   EXPIRED       ━━━━━━━━╸  98%  9,800/10,000
     ? 2c91typo              NOT FOUND
     ? Ariba                 GIVEN UP      ━━━━━━━━╸  98%  9,800/10,000
     ? 2c91676976…7365656e00 GIVEN UP
    ╭─ ServiceNow ───────────────────────────────────────────────────────── ! 32% ─╮
    │ STALLED  no progress for 4m 21s                                              │
    │ accounts   ━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 32%   980/3,000 │
    │ identities ━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 26%   280/1,040 │
    │ see Sources > ServiceNow > Import Data > Account Aggregation                 │
    │ running 36m 29s                                    last batch +70 4m 21s ago │
    ╰─────────────────────────────────────────────────────────── 1s old · next 4s ─╯
     1-12/43  ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter
    "
  `);
});

test("a line each in a small terminal", () => {
  expect(show(all.slice(3, 8), { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 5 watched   14:07:31
     ✗ 1 problem: 1 stalled   ▸ 4 running
     all ━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈  64% of 4
       SOURCE   STATE ▾       %    LEFT  AGE
    ▌! Service… STALLED     32%       ?   1s
     ~ Active … COLLECTING                1s
     ▸ Workday… PROCESSING  41%    ≤25m   1s
     ▸ Custome… PROCESSING  73%     ≤1h   1s
     ▸ Salesfo… PROCESSING  18%    ≤40m   1s
     ? help  q quit  ↑↓ move  z zoom
    "
  `);
});

test("the smallest terminal", () => {
  expect(show(all.slice(3, 8), { columns: 20, rows: 3 })).toMatchInlineSnapshot(`
    "
     ▸4 ✗1
    ▌! Servi… STALLED
     ? help  q quit
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

const { signInRefused: _, ...ordinary } = gallery;
const states = Object.values(ordinary);

/** So many ids in all states, each with an id of its own. */
function many(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const watch = states[index % states.length] ?? ordinary.processing;
    return { ...watch, id: watch.id.slice(0, -4) + String(index).padStart(4, "0") };
  });
}

test("twelve ids: a table, problems first, with the focused id's pane below", () => {
  expect(show(states.slice(3, 15), { columns: 80, rows: 24, keys: ["down", "down"] }))
    .toMatchInlineSnapshot(`
      "
       acme · 8 running  1 retried  ✗ 3 problems    3 of 50/10s · every 5s · 14:07:31
         SOURCE           STATE ▾    ACCOUNTS     %    DONE/TOTAL    RATE    LEFT  AGE
       ! ServiceNow       STALLED    ━━╸┈┈┈┈┈┈  32%     980/3,000     0/s       ?   1s
       ! Epic             STALLED    ━━━━━━━━━  99%       900/900               ?   1s
      ▌↯ Ping             OFFLINE    ━╸┈┈┈┈┈┈┈  21%     210/1,000                  51s
       ~ Active Directory COLLECTING                                                1s
       ▸ Workday HR       PROCESSING ━━━╸┈┈┈┈┈  41%   2,160/5,200   4.0/s    ≤25m   1s
       ▸ Customers        PROCESSING ━━━━━━╸┈┈  73%   90,000/123K    30/s     ≤1h   1s
       ▸ Salesforce       PROCESSING ━╸┈┈┈┈┈┈┈  18%  3,640/20,000    14/s    ≤40m   1s
       ▸ Payroll          PROCESSING                   no changes                   2s
       ▸ Concur           PROCESSING                                                2s
       ▸ Entra ID         FINISHING  ━━━━━━━━━  99%   5,100/5,000                   2s
       ▸ SAP ECC          FINISHING  ━━━━━━━━━  99%   5,000/5,000                   3s
       ↺ NetSuite         RETRIED    ╸┈┈┈┈┈┈┈┈   9%        45/500                   2s
      ╭─ Ping ─────────────────────────────────────────────────────────────── ↯ 21% ─╮
      │ OFFLINE  ECONNRESET, attempt 5                                               │
      │ last accounts ━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 21%   210/1,000 │
      │ the aggregation itself continues                                             │
      │ 14:07:23  ECONNRESET 5×                                                      │
      │ 14:06:40  first seen: processing, 210 of 1,000                               │
      │ 2c916f66666c696e6500000000000000                            started 14:00:00 │
      │ last answer 14:06:40                                                         │
      ╰─────────────────────────────────────────────────────── 51s old · next in 8s ─╯
       ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter  f problems
      "
    `);
});

test("a hundred ids: all together in two rows, then the rows that fit", () => {
  expect(show(many(100), { columns: 80, rows: 24, keys: ["end"] })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 100 watched       3 of 50 requests/10s · every 5s · 14:07:31
     ✗ 38 problems: 6 stalled, 6 terminated, 2 with errors …   ▸ 32   · 18   ✓ 12
     all ━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈  68% of 59 with totals · ≥10m left (49 unknown)
       SOURCE                STATE ▾       ACCOUNTS     %    DONE/TOTAL    LEFT  AGE
     ✓ Okta …0018            COMPLETED     ━━━━━━━━━ 100%       640/640
     ✓ Tableau …0019         COMPLETED     ━━━━━━━━━ 100%       640/640           2s
     ± Snowflake …0020       WITH WARNINGS ━━━━━━━━━ 100%       640/640
     ✓ Tenable …0022         COMPLETED     ━━━━━━━━━ 100%       640/640
     ✓ Zendesk …0025         COMPLETED     ━━━━━━━━━ 100%       640/640
     ± Kuberne… (ent.) …0039 WITH WARNINGS
     ✓ Okta …0060            COMPLETED     ━━━━━━━━━ 100%       640/640
     ✓ Tableau …0061         COMPLETED     ━━━━━━━━━ 100%       640/640           2s
     ± Snowflake …0062       WITH WARNINGS ━━━━━━━━━ 100%       640/640
     ✓ Tenable …0064         COMPLETED     ━━━━━━━━━ 100%       640/640
     ✓ Zendesk …0067         COMPLETED     ━━━━━━━━━ 100%       640/640
    ▌± Kuberne… (ent.) …0081 WITH WARNINGS
    ╭─ Kubernetes (entitlements) …0081 ──────────────────────────────────────── ± ─╮
    │ COMPLETED WITH WARNINGS                                                      │
    │ task verdict: WARNING                                                        │
    │ 2 entitlements were skipped because they have no name.                       │
    │ scanned 1,200 · created 3 · updated 14                                       │
    │ took 2m 39s                                                         14:06:00 │
    ╰─────────────────────────────────────────────────────────────────── finished ─╯
     89-100/100  ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter
    "
  `);
});

test("a thousand ids on a wide screen: a table beside the focused id's pane", () => {
  expect(show(many(1000), { columns: 200, rows: 50 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1000 watched                                                                                                                              3 of 50 requests/10s · every 5s · 14:07:31
     ✗ 404 problems: 48 stalled, 71 terminated, 24 with errors, 47 failed, 24 expired, 24 not found, 46 given up, 48 refused, 24 cancelled, 48 offline   ▸ 286 running   · 167 pending   ✓ 143 done
     all ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  70% of 598 sources with totals · at least 10m left (430 can't be estimated)
       SOURCE                                STATE ▾       ACCOUNTS            %    DONE/TOTAL    IDENTITIES    RATE    LEFT RUNNING  AGE ╭─ ServiceNow …0007 ───────────────────────────────────── ! 32% ─╮
    ▌! ServiceNow …0007                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │ STALLED  no progress for 4m 21s                                │
     ! Epic …0008                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ accounts   ━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 32%   980/3,000 │
     ! ServiceNow …0049                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │ identities ━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 26%   280/1,040 │
     ! Epic …0050                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ rate   0/s now   3.5/s overall                          left ? │
     ! ServiceNow …0091                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0092                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │   3.5/s ┤ █████████████████████████                            │
     ! ServiceNow …0133                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │         │ █████████████████████████                            │
     ! Epic …0134                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │         │ █████████████████████████                            │
     ! ServiceNow …0175                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │         │ █████████████████████████                            │
     ! Epic …0176                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │         │ █████████████████████████                            │
     ! ServiceNow …0217                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │         │ █████████████████████████                            │
     ! Epic …0218                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │         │ █████████████████████████                            │
     ! ServiceNow …0259                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │         │ █████████████████████████                            │
     ! Epic …0260                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │         │ █████████████████████████                            │
     ! ServiceNow …0301                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │         │ █████████████████████████                            │
     ! Epic …0302                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │         │ █████████████████████████                            │
     ! ServiceNow …0343                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │         │ █████████████████████████                            │
     ! Epic …0344                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │         │ █████████████████████████                            │
     ! ServiceNow …0385                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │         │·█████████████████████████······················      │
     ! Epic …0386                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │       0 └13:58 ──────────────────────────────────── 14:07      │
     ! ServiceNow …0427                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0428                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ see Sources > ServiceNow > Import Data > Account Aggregation   │
     ! ServiceNow …0469                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │ usual gap 20s, longest 20s                                     │
     ! Epic …0470                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ clearing a stuck task there does not stop the aggregation      │
     ! ServiceNow …0511                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │ server status: ACCOUNTS_COLLECTED                              │
     ! Epic …0512                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ collecting 27m 28s █████████████████ processing 9m 01s ██████  │
     ! ServiceNow …0553                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │ EVENTS                                                         │
     ! Epic …0554                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ 14:06:05  stalled, no progress for 2m 55s                      │
     ! ServiceNow …0595                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │ 13:58:30  ACCOUNTS_COLLECTED, 3,000 accounts to process        │
     ! Epic …0596                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ 13:31:04  STARTED                                              │
     ! ServiceNow …0637                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0638                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │                                                                │
     ! ServiceNow …0679                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0680                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │                                                                │
     ! ServiceNow …0721                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0722                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │                                                                │
     ! ServiceNow …0763                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0764                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │                                                                │
     ! ServiceNow …0805                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0806                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │                                                                │
     ! ServiceNow …0847                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │                                                                │
     ! Epic …0848                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │                                                                │
     ! ServiceNow …0889                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s │ 2c917374616c6c656400000000000007              started 13:31:02 │
     ! Epic …0890                            STALLED       ━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s │ running 36m 29s                      last batch +70 4m 21s ago │
     ! ServiceNow …0931                      STALLED       ━━━━━┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s ╰───────────────────────────────────────────── 1s old · next 4s ─╯
     1-45/1000  ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter  f problems  d hide done  r refresh  p pause  a add  x drop  y copy id  o web UI
    "
  `);
});

test("thirty ids on a screen of 120×40", () => {
  expect(show(many(30), { columns: 120, rows: 40, keys: ["s", "s"] })).toMatchInlineSnapshot(`
    "
     acme · 8 running  6 pending  ✗ 11 problems  5 done ≥10m left (15 unknown) · 3 of 50 requests/10s · every 5s · 14:07:31
       SOURCE               STATE         ACCOUNTS                %    DONE/TOTAL    IDENTITIES    RATE  LEFT ▾ RUNNING  AGE
    ▌▸ Workday HR           PROCESSING    ━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈  41%   2,160/5,200   1,566/2,640   4.0/s    ≤25m 15m 21s   1s
     ▸ Customers            PROCESSING    ━━━━━━━━━━━━━━╸┈┈┈┈┈  73%   90,000/123K                  30/s     ≤1h           1s
     ↯ Ping                 OFFLINE       ━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  21%     210/1,000                                7m 31s  51s
     ▸ Salesforce           PROCESSING    ━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  18%  3,640/20,000         0/900    14/s    ≤40m           1s
     · 2c91636f6e…700000000 CONNECTING
     · SharePoint           CONNECTING
     · Jira                 CONNECTING
     ~ Active Directory     COLLECTING                                                                           4m 12s   1s
     ! ServiceNow           STALLED       ━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ? 36m 29s   1s
     ! Epic                 STALLED       ━━━━━━━━━━━━━━━━━━━━  99%       900/900                             ?           1s
     ▸ Payroll              PROCESSING                                 no changes                                   58s   2s
     ▸ Concur               PROCESSING                                                                              58s   2s
     ▸ Entra ID             FINISHING     ━━━━━━━━━━━━━━━━━━━━  99%   5,100/5,000                                7m 31s   2s
     ▸ SAP ECC              FINISHING     ━━━━━━━━━━━━━━━━━━━━  99%   5,000/5,000   2,100/2,100                 22m 05s   3s
     ↺ NetSuite             RETRIED       ━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈   9%        45/500                                9m 40s   2s
     ↯ Webex                OFFLINE
     ? Coupa …0016          MERGING       ━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  12%     120/1,000                                3m 02s   3s
     ? Coupa …0017          NO STATUS     ━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  12%     120/1,000                                         3s
     ✓ Okta                 COMPLETED     ━━━━━━━━━━━━━━━━━━━━ 100%       640/640       598/598                  6m 40s
     ✓ Tableau              COMPLETED     ━━━━━━━━━━━━━━━━━━━━ 100%       640/640                               12m 14s   2s
     ± Snowflake            WITH WARNINGS ━━━━━━━━━━━━━━━━━━━━ 100%       640/640                                6m 40s
     ✗ PeopleSoft           WITH ERRORS   ━━━━━━━━━━━━━━━━━━━━ 100%   3,120/3,120   2,995/2,995                 31m 10s
     ✓ Tenable              COMPLETED     ━━━━━━━━━━━━━━━━━━━━ 100%       640/640                                6m 40s
     ✗ SuccessFactors       FAILED                                                                              23m 00s
     ✗ Lattice              TERMINATED    ━━━━━━━━━━━━━━━━━━━╸  98%  9,800/10,000                               30m 00s
     ✓ Zendesk              COMPLETED     ━━━━━━━━━━━━━━━━━━━━ 100%       640/640                                    0s
     − GitHub               CANCELLED     ━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈   9%        45/500                                1m 02s
     ✗ Oracle EBS           TERMINATED    ━━━━━━━━━━━━┈┈┈┈┈┈┈┈  62%  6,200/10,000                               48m 12s
     ? Box                  EXPIRED       ━━━━━━━━━━━━━━━━━━━╸  98%  9,800/10,000
     ? 2c910029             NOT FOUND
    ╭─ Workday HR ───────────────────────────────────────────────────────────────────────────────────────────────── ▸ 41% ─╮
    │ PROCESSING  5,200 new, changed or deleted (unchanged not counted)                                                    │
    │ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,160/5,200 │
    │ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 59% 1,566/2,640 │
    │ rate   4.0/s now   4.0/s overall                                                left 10–25m (accounts) · 14:15–14:35 │
    │ running 15m 21s                                                                                last batch +80 1s ago │
    ╰─────────────────────────────────────────────────────────────────────────────────────────────────── 1s old · next 4s ─╯
     order: by time left  ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter  f problems  d hide done  r refresh
    "
  `);
});

test("two hundred columns are used: names whole, bars long, identities and running times", () => {
  const title = show(many(60), { columns: 200, rows: 50 })
    .split("\n")
    .find((row) => row.includes("SOURCE"));
  for (const column of ["ACCOUNTS", "DONE/TOTAL", "IDENTITIES", "RATE", "LEFT", "RUNNING", "AGE"]) {
    expect(title).toContain(column);
  }
});

test("verdicts in a table of 80 columns: counts and time left keep their room", () => {
  const { withErrors, withWarnings, askingTask, finished, processing, ranged } = gallery;
  const shown = [withErrors, withWarnings, askingTask, finished, processing, ranged];
  const watches = [
    ...shown,
    ...shown.map((one) => Object.assign({}, one, { id: `again ${one.id}` })),
  ];
  expect(show(watches, { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    "
     acme · 4 running  ✗ 4 problems  4 done       3 of 50/10s · every 5s · 14:07:31
       SOURCE            STATE ▾       ACCOUNTS         %    DONE/TOTAL    LEFT  AGE
    ▌✗ PeopleSoft #1     WITH ERRORS   ━━━━━━━━━━━━━ 100%   3,120/3,120
     ✗ PeopleSoft #2     WITH ERRORS   ━━━━━━━━━━━━━ 100%   3,120/3,120
     ✗ SuccessFactors #1 FAILED
     ✗ SuccessFactors #2 FAILED
     ▸ Workday HR #1     PROCESSING    ━━━━━┈┈┈┈┈┈┈┈  41%   2,160/5,200    ≤25m   1s
     ▸ Customers #1      PROCESSING    ━━━━━━━━━╸┈┈┈  73%   90,000/123K     ≤1h   1s
     ▸ Workday HR #2     PROCESSING    ━━━━━┈┈┈┈┈┈┈┈  41%   2,160/5,200    ≤25m   1s
     ▸ Customers #2      PROCESSING    ━━━━━━━━━╸┈┈┈  73%   90,000/123K     ≤1h   1s
     ± Snowflake #1      WITH WARNINGS ━━━━━━━━━━━━━ 100%       640/640
     ✓ Tableau #1        COMPLETED     ━━━━━━━━━━━━━ 100%       640/640           2s
     ± Snowflake #2      WITH WARNINGS ━━━━━━━━━━━━━ 100%       640/640
     ✓ Tableau #2        COMPLETED     ━━━━━━━━━━━━━ 100%       640/640           2s
    ╭─ PeopleSoft #1 ────────────────────────────────────────────────────────── ✗ ─╮
    │ COMPLETED WITH ERRORS                                                        │
    │ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 3,120/3,120 │
    │ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 2,995/2,995 │
    │ task verdict: ERROR                                                          │
    │ 17 accounts could not be correlated: attribute 'employeeNumber' is missing.  │
    │ The source ended the last page early.                                        │
    │ took 31m 10s                                                        13:40:02 │
    ╰─────────────────────────────────────────────────────────────────── finished ─╯
     ? help  q quit  m seen  ↑↓ move  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("columns that the user has chosen, in their order", () => {
  const tableColumns = ["left", "state", "age"] as const;
  expect(show(states.slice(3, 15), { columns: 60, rows: 16, tableColumns })).toMatchInlineSnapshot(`
    "
     acme · 8 running  1 retried  ✗ 3 problems         14:07:31
       SOURCE              LEFT STATE ▾     AGE
    ▌! ServiceNow             ? STALLED      1s
     ! Epic                   ? STALLED      1s
     ↯ Ping                     OFFLINE     51s
     ~ Active Directory         COLLECTING   1s
     ▸ Workday HR          ≤25m PROCESSING   1s
     ▸ Customers            ≤1h PROCESSING   1s
     ▸ Salesforce          ≤40m PROCESSING   1s
     ▸ Payroll                  PROCESSING   2s
     ▸ Concur                   PROCESSING   2s
     ▸ Entra ID                 FINISHING    2s
     ▸ SAP ECC                  FINISHING    3s
     ↺ NetSuite                 RETRIED      2s

     ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter
    "
  `);
});

test("thirty-seven ids on a narrow, high screen: problems first, spelled out", () => {
  expect(show(many(37), { columns: 60, rows: 60 })).toMatchInlineSnapshot(`
    "
     acme · 37 watched        3 of 50/10s · every 5s · 14:07:31
     ✗ 15 problems: 2 stalled, 2 terminated …   ▸ 11   · 6   ✓ 5
     all ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈  70% of 25
     all 51/s accounts + identities 13:57 ██▄▄▄▄▆▆▄▄▄▄▄▅▅▅▅▅▅▅▅▅
       SOURCE      STATE ▾          %    DONE/TOTAL    LEFT  AGE
    ▌! ServiceNow  STALLED        32%     980/3,000       ?   1s
     ! Epic …0008  STALLED        99%       900/900       ?   1s
     ✗ Lattice     TERMINATED     98%  9,800/10,000
     ✗ Oracle EBS  TERMINATED     62%  6,200/10,000
     ✗ PeopleSoft  WITH ERRORS   100%   3,120/3,120
     ✗ SuccessFac… FAILED
     ? Box         EXPIRED        98%  9,800/10,000
     ? 2c910029    NOT FOUND
     ? Ariba       GIVEN UP       98%  9,800/10,000
     ? 2c916…50035 GIVEN UP
     ✗ Zoom        REFUSED
     ✗ Legacy LDAP REFUSED
     − GitHub      CANCELLED       9%        45/500
     ↯ Ping        OFFLINE        21%     210/1,000          51s
     ↯ Webex       OFFLINE
     · 2c916…00000 CONNECTING
     · SharePoint  CONNECTING
     · Jira        CONNECTING
     ~ Active Dir… COLLECTING                                 1s
     ▸ Workday HR  PROCESSING     41%   2,160/5,200    ≤25m   1s
     ▸ Customers   PROCESSING     73%   90,000/123K     ≤1h   1s
     ▸ Salesforce  PROCESSING     18%  3,640/20,000    ≤40m   1s
     ▸ Payroll     PROCESSING            no changes           2s
     ▸ Concur      PROCESSING                                 2s
     ▸ Entra ID    FINISHING      99%   5,100/5,000           2s
     ▸ SAP ECC     FINISHING      99%   5,000/5,000           3s
     ↺ NetSuite    RETRIED         9%        45/500           2s
     ? Coupa …0016 MERGING        12%     120/1,000           3s
     ? Coupa …0017 NO STATUS      12%     120/1,000           3s
     ▸ Mainframe   PROCESSING     33%       300/900    ≤50m  21s
     ▸ Epic …0033  PROCESSING     33%       300/900           1m
     ▸ Dynamics    PROCESSING     21%     210/1,000   ≤1h30   6s
     ✓ Okta        COMPLETED     100%       640/640
     ✓ Tableau     COMPLETED     100%       640/640           2s
     ± Snowflake   WITH WARNINGS 100%       640/640
     ✓ Tenable     COMPLETED     100%       640/640
     ✓ Zendesk     COMPLETED     100%       640/640
    ╭─ ServiceNow ───────────────────────────────────── ! 32% ─╮
    │ STALLED  no progress for 4m 21s                          │
    │ accounts   ━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 32%   980/3,000 │
    │ identities ━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 26%   280/1,040 │
    │ rate   0/s now   3.5/s overall                    left ? │
    │ 13:58 ·█████████████████████·················· 14:07     │
    │ see Sources > ServiceNow > Import Data > Account         │
    │ Aggregation                                              │
    │ usual gap 20s, longest 20s                               │
    │ clearing a stuck task there does not stop the            │
    │ aggregation                                              │
    │ server status: ACCOUNTS_COLLECTED                        │
    │ collecting 27m 28s █████████████ processing 9m 01s ████  │
    │ 14:06:05  stalled, no progress for 2m 55s                │
    │ 2c917374616c6c656400000000000007        started 13:31:02 │
    │ running 36m 29s                last batch +70 4m 21s ago │
    ╰─────────────────────────────────────── 1s old · next 4s ─╯
     ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter
    "
  `);
});

test("three hundred ids at 100×30", () => {
  expect(show(many(300), { columns: 100, rows: 30 })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 300 watched                           3 of 50 requests/10s · every 5s · 14:07:31
     ✗ 119 problems: 14 stalled, 21 terminated …   ▸ 87 running   · 52 pending   ✓ 42 done
     all ━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈  70% of 177 with totals · at least 10m left (130 can't be estimated)
       SOURCE              STATE ▾       ACCOUNTS     %    DONE/TOTAL    IDENTITIES    RATE    LEFT  AGE
    ▌! ServiceNow …0007    STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ?   1s
     ! Epic …0008          STALLED       ━━━━━━━━━  99%       900/900                             ?   1s
     ! ServiceNow …0049    STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ?   1s
     ! Epic …0050          STALLED       ━━━━━━━━━  99%       900/900                             ?   1s
     ! ServiceNow …0091    STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ?   1s
     ! Epic …0092          STALLED       ━━━━━━━━━  99%       900/900                             ?   1s
     ! ServiceNow …0133    STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ?   1s
     ! Epic …0134          STALLED       ━━━━━━━━━  99%       900/900                             ?   1s
     ! ServiceNow …0175    STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ?   1s
     ! Epic …0176          STALLED       ━━━━━━━━━  99%       900/900                             ?   1s
     ! ServiceNow …0217    STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ?   1s
     ! Epic …0218          STALLED       ━━━━━━━━━  99%       900/900                             ?   1s
     ! ServiceNow …0259    STALLED       ━━╸┈┈┈┈┈┈  32%     980/3,000     280/1,040     0/s       ?   1s
     ! Epic …0260          STALLED       ━━━━━━━━━  99%       900/900                             ?   1s
     ✗ Lattice …0024       TERMINATED    ━━━━━━━━╸  98%  9,800/10,000
     ✗ Oracle EBS …0027    TERMINATED    ━━━━━╸┈┈┈  62%  6,200/10,000
     ✗ Activ… (ent.) …0040 TERMINATED
     ✗ Lattice …0066       TERMINATED    ━━━━━━━━╸  98%  9,800/10,000
    ╭─ ServiceNow …0007 ─────────────────────────────────────────────────────────────────────── ! 32% ─╮
    │ STALLED  no progress for 4m 21s                                                                  │
    │ accounts   ━━━━━━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 32%   980/3,000 │
    │ identities ━━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 26%   280/1,040 │
    │ see Sources > ServiceNow > Import Data > Account Aggregation                                     │
    │ running 36m 29s                                                        last batch +70 4m 21s ago │
    ╰─────────────────────────────────────────────────────────────────────────────── 1s old · next 4s ─╯
     1-18/300  ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter  f problems  d hide done
    "
  `);
});

test("ids without names: their ends, and bars of 20 columns", () => {
  const unnamed = many(12).map((watch) => Object.assign({}, watch, { label: undefined }));
  expect(show(unnamed, { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    "
     acme · 7 running  3 pending  ✗ 2 problems    3 of 50/10s · every 5s · 14:07:31
       SOURCE        STATE ▾    ACCOUNTS                %    DONE/TOTAL    LEFT  AGE
    ▌! 2c9173…000007 STALLED    ━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈  32%     980/3,000       ?   1s
     ! 2c9173…650008 STALLED    ━━━━━━━━━━━━━━━━━━━━  99%       900/900       ?   1s
     · 2c9163…000000 CONNECTING
     · 2c9175…000001 CONNECTING
     · 2c9179…000002 CONNECTING
     ~ 2c9163…000003 COLLECTING                                                   1s
     ▸ 2c9170…000004 PROCESSING ━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈  41%   2,160/5,200    ≤25m   1s
     ▸ 2c9172…000005 PROCESSING ━━━━━━━━━━━━━━╸┈┈┈┈┈  73%   90,000/123K     ≤1h   1s
     ▸ 2c916e…000006 PROCESSING ━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈  18%  3,640/20,000    ≤40m   1s
     ▸ 2c916e…000009 PROCESSING                              no changes           2s
     ▸ 2c9177…6c0010 PROCESSING                                                   2s
     ▸ 2c916f…000011 FINISHING  ━━━━━━━━━━━━━━━━━━━━  99%   5,100/5,000           2s
    ╭─ 2c917374616c6c656400000000000007 ─────────────────────────────────── ! 32% ─╮
    │ STALLED  no progress for 4m 21s                                              │
    │ accounts   ━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 32%   980/3,000 │
    │ identities ━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 26%   280/1,040 │
    │ 13:58 ·██████████████████████████████··························· 14:07       │
    │ see Sources > the source > Import Data > Account Aggregation                 │
    │ usual gap 20s, longest 20s                                                   │
    │ running 36m 29s                                    last batch +70 4m 21s ago │
    ╰─────────────────────────────────────────────────────────── 1s old · next 4s ─╯
     ? help  q quit  ↑↓ move  z zoom  e events  s sort  / filter  f problems
    "
  `);
});
