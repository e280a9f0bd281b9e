import { expect, test } from "vitest";
import { afterDivision, afterLimit, openBudget } from "../../src/client/budget.ts";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";
import { at, says, story } from "./story.ts";

const { processing, collecting, stalled, completed, cancelled } = gallery;
const some = [processing, collecting, stalled, completed];
const size = { columns: 80, rows: 24 };
const small = { columns: 40, rows: 10 };

function footer(screen: string): string {
  return screen.trimEnd().split("\n").at(-1) ?? "";
}

test("help: the keys, the states and what is counted", () => {
  expect(show(some, { ...size, rows: 36, keys: ["?"] })).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 1 problem  1 done        3 of 50/10s · every 5s · 14:07:31
     KEYS
     ?          these keys
     q          quit; asks once while something is running
     w          retry now, while rate limited (429)
     Esc        back: out of a zoom, to all ids
     Tab        next id
     Shift-Tab  previous id
     ←↓↑→ hjkl  move
     PgUp PgDn  a page up or down
     Home End   to the first, to the last
     Enter z    zoom to the full screen, and back
     Space v    mark, to zoom several as panes
     e          events of the focused id, and back
     s          order by problems, progress, left, rate, age...
     S          reverse the order
     /          filter by name, id or state, as you type
     f          problems only, and back
     d          hide what is done, and back
     r          refresh the focused id now
     p          pause all polling, and resume it
     a          add ids
     x          drop the focused id: stop watching it
     u          watch the last one dropped again
     m          mark an ended problem as seen, and back
     y          copy the focused id (OSC 52)
     Y          copy its whole status line
     o          open the source in the web UI
     n          start another aggregation of the source; asks first
     Ctrl-Z     suspend; fg brings it back
     Ctrl-C     leave at once

     STATES
     · CONNECTING      no answer yet
     ~ COLLECTING      reading the source; totals come after that
     1–34 of 80  Esc back  ↑↓ move
    "
  `);
});

test("help scrolls where it does not fit, and one key leads back", () => {
  const first = show(some, { ...small, keys: ["?"] });
  const further = show(some, { ...small, keys: ["?", "pageDown", "down"] });
  expect(first).toContain("KEYS");
  expect(further).not.toContain("KEYS");
  expect(further).not.toBe(first);
  expect(show(some, { ...small, keys: ["?", "end"] })).toMatch(
    /the focused aggregation\n [0-9–]+ of \d+/,
  );
  expect(show(some, { ...small, keys: ["?", "end", "?"] })).toBe(show(some, small));
});

test("zoomed: one id over the whole screen", () => {
  expect(show(some, { ...size, keys: ["right", "down", "z"] })).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 1 problem  1 done        3 of 50/10s · every 5s · 14:07:31
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
     ? help  q quit  Esc back  Tab next  z zoom out  e events  s sort  / filter
    "
  `);
});

test("events: what happened to one id, and nothing else", () => {
  expect(show(some, { ...small, columns: 80, keys: ["e"] })).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 1 problem  1 done        3 of 50/10s · every 5s · 14:07:31
    ╔═ ServiceNow ═════════════════════════════════════════════════════════ ! 32% ═╗
    ║ STALLED  events 1–3 of 3, newest first                                       ║
    ║                                                                              ║
    ║ 14:06:05  stalled, no progress for 2m 55s                                    ║
    ║ 13:58:30  ACCOUNTS_COLLECTED, 3,000 accounts to process                      ║
    ║ 13:31:04  STARTED                                                            ║
    ║                                                                              ║
    ╚═══════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  Esc back  Tab next  z zoom  e close events  s sort  / filter
    "
  `);
});

test("events scroll", () => {
  const long = story(
    "Workday HR",
    "2c91808477a6b0c60177a81146b8110b",
    Array.from({ length: 30 }, (_, index) =>
      says(`14:00:${String(index).padStart(2, "0")}`, index % 2 === 0 ? "STARTED" : "RETRIED"),
    ),
  );
  expect(show([long], { ...small, keys: ["e", "down", "pageDown"] })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 retried   14:07:31
    ╔═ Workday HR ═════════════════════ ↺ ═╗
    ║ RETRIED  6–9 of 30 events            ║
    ║                                      ║
    ║ 14:00:24  STARTED                    ║
    ║ 14:00:23  RETRIED                    ║
    ║ 14:00:22  STARTED                    ║
    ║ 14:00:21  RETRIED                    ║
    ╚════════════════════ 7m old · queued ═╝
     ? help  q quit  Esc back  z zoom
    "
  `);
  expect(show([long], { ...small, keys: ["e", "end"] })).toContain("14:00:00");
});

test("quitting asks once while something runs, in as many words as have room", () => {
  expect(footer(show(some, { ...size, keys: ["q"] }))).toMatchInlineSnapshot(
    `" 3 still running. Press q again to quit, any other key to stay"`,
  );
  expect(footer(show(some, { ...small, keys: ["q"] }))).toMatchInlineSnapshot(
    `" 3 unfinished. q quits, other keys stay"`,
  );
  expect(footer(show(some, { columns: 20, rows: 3, keys: ["q"] }))).toMatchInlineSnapshot(
    `" q quits?"`,
  );
});

test("filtering shows what is typed and how many are left", () => {
  expect(show(some, { ...size, keys: ["/", "o", "k"] })).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 1 problem  1 done        3 of 50/10s · every 5s · 14:07:31
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
     /ok▏  1 of 4  Enter keep  Esc cancel
    "
  `);
  expect(footer(show(some, { ...size, keys: ["/", "o", "enter"] }))).toMatchInlineSnapshot(
    `" /o  ? help  q quit  Esc back  Tab next  z zoom  e events  s sort  / filter"`,
  );
});

test("a filter that nothing passes says so", () => {
  expect(show(some, { ...small, keys: ["/", "q", "q", "enter"] })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 4 watched   14:07:31

     Nothing matches. Esc clears the
     filter.





     /qq · 0 of 4  ? help  q quit  Esc back
    "
  `);
});

test("adding shows the end of what is typed, and what is wrong with it", () => {
  const id = Array.from("2c91808477a6b0c60177a81146b8110b");
  expect(footer(show(some, { ...size, keys: ["a", ...id] }))).toMatchInlineSnapshot(
    `" add: 2c91808477a6b0c60177a81146b8110b▏  Enter add  Esc cancel"`,
  );
  expect(footer(show(some, { ...small, keys: ["a", ...id] }))).toMatchInlineSnapshot(
    `" add: 2c91808477a6b0c60177a81146b8110b▏"`,
  );
  expect(footer(show(some, { ...size, keys: ["a", "=", "enter"] }))).toMatchInlineSnapshot(
    `" "=" is not an aggregation id (32 hexadecimal characters or a UUID)"`,
  );
});

test("problems only, and what is done hidden", () => {
  expect(footer(show(some, { ...size, keys: ["f"] }))).toMatchInlineSnapshot(
    `" problems only · 1 of 4  ? help  q quit  Esc back  Tab next  z zoom  e events"`,
  );
  expect(footer(show(some, { ...size, keys: ["d"] }))).toMatchInlineSnapshot(
    `" done hidden · 3 of 4  ? help  q quit  Esc back  Tab next  z zoom  e events"`,
  );
});

test("an order and a copied id are told", () => {
  expect(footer(show(some, { ...size, keys: ["s"] }))).toMatchInlineSnapshot(
    `" order: problems first  ? help  q quit  Tab next  z zoom  e events  s sort"`,
  );
  expect(footer(show(some, { ...size, keys: ["y"] }))).toMatchInlineSnapshot(
    `" id sent to the clipboard  ? help  q quit  Tab next  z zoom  e events  s sort"`,
  );
});

test("paused: said above and in every pane that waits", () => {
  expect(show(some, { ...size, isPaused: true })).toMatchInlineSnapshot(`
    "
     acme · 2 running  ✗ 1 problem  1 done          paused · 3 of 50/10s · 14:07:31
    ╔═ Workday HR ═════════════════ ▸ 41% ═╗╭─ Active Directory ─────────────── ~ ─╮
    ║ PROCESSING                           ║│ COLLECTING                           │
    ║ accts  ━━━━━┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║│ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ │
    ║ idents ━━━━━━━╸┈┈┈┈┈ 59% 1,566/2,640 ║│                                      │
    ║ 4.0/s      left 10–25m · 14:15–14:35 ║│ reading the source; totals come      │
    ║ 13:58 ·█████████████████████ 14:07   ║│ after that                           │
    ║ 5 of 10 deletions done               ║│ 14:07:30  first seen: collecting     │
    ║ 4.0/s overall     ░ rate limited 12s ║│ 2c91636f6c6c656374696e6700000000     │
    ║ 14:04:50  total +120 → 5,200         ║│ started 14:03:19                     │
    ║ running 15m 21s           +80 1s ago ║│ running 4m 12s                       │
    ╚════════════════════ 1s old · paused ═╝╰──────────────────── 1s old · paused ─╯
    ╭─ ServiceNow ───────────────── ! 32% ─╮╭─ Okta ─────────────────────────── ✓ ─╮
    │ STALLED  no progress for 4m 21s      ││ COMPLETED                            │
    │ accts  ━━━━┈┈┈┈┈┈┈┈┈ 32%   980/3,000 ││ accts  ━━━━━━━━━━━━━━━━━     640/640 │
    │ idents ━━━╸┈┈┈┈┈┈┈┈┈ 26%   280/1,040 ││ idents ━━━━━━━━━━━━━━━━━     598/598 │
    │ 13:58 ·███████████·········· 14:07   ││ task verdict: SUCCESS                │
    │ see Sources > ServiceNow > Import    ││ 12 of 12 deletions done              │
    │ Data > Account Aggregation           ││ 14:01:55  COMPLETED in 6m 40s        │
    │ usual gap 20s, longest 20s           ││ 2c91636f6d706c657465640000000000     │
    │ a stuck task can be cleared there    ││ started 13:55:15                     │
    │ running 36m 29s       +70 4m 21s ago ││ took 6m 40s                 14:01:55 │
    ╰──────────────────── 1s old · paused ─╯╰─────────────────────────── finished ─╯
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("a 429 makes all wait: said above and in every pane, with the key that ends it", () => {
  const { elapsed } = at("14:07:31");
  const limit = { retryAfterMs: 12_000, leftAt: elapsed, jitter: 0 };
  const budget = afterLimit(openBudget(), limit, elapsed);
  expect(show([processing, completed], { ...size, rows: 12, budget })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running  1 done rate limited (429): waiting 12s · 14:07:31
    ╔═ Workday HR ═════════════════ ▸ 41% ═╗╭─ Okta ─────────────────────────── ✓ ─╮
    ║ PROCESSING                           ║│ COMPLETED                            │
    ║ accts  ━━━━━┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║│ accts  ━━━━━━━━━━━━━━━━━     640/640 │
    ║ idents ━━━━━━━╸┈┈┈┈┈ 59% 1,566/2,640 ║│ idents ━━━━━━━━━━━━━━━━━     598/598 │
    ║ 4.0/s      left 10–25m · 14:15–14:35 ║│ task verdict: SUCCESS                │
    ║ 13:58 ·█████████████████████ 14:07   ║│ 12 of 12 deletions done              │
    ║ 5 of 10 deletions done               ║│ 14:01:55  COMPLETED in 6m 40s        │
    ║ 4.0/s overall     ░ rate limited 12s ║│ 2c91636f6…00000000  started 13:55:15 │
    ║ running 15m 21s           +80 1s ago ║│ took 6m 40s                 14:01:55 │
    ╚════════════ 1s old · resumes in 12s ═╝╰─────────────────────────── finished ─╯
     ? help  q quit  w retry now  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("beside other watchers the header says our share, and where there is room whose it is", () => {
  const budget = afterDivision(openBudget(), 2);
  const header = (columns: number) => show(some, { ...size, columns, budget }).split("\n")[1];
  expect([120, 100, 80].map(header)).toMatchInlineSnapshot(`
    [
      " acme · 2 running  ✗ 1 problem  1 done  ≥10m left (2 unknown) · 0 of 25 requests/10s (2 watchers) · every 5s · 14:07:31",
      " acme · 2 running  ✗ 1 problem  1 done      0 of 25 requests/10s (2 watchers) · every 5s · 14:07:31",
      " acme · 2 running  ✗ 1 problem  1 done        0 of 25/10s · every 5s · 14:07:31",
    ]
  `);
});

test("without a keyboard nothing is focused and no key offered", () => {
  const screen = show(some, { ...size, hasKeyboard: false });
  expect(screen).not.toMatch(/[╔═║]/);
  expect(footer(screen)).toBe(" Ctrl-C quits");
});

test("in ASCII", () => {
  expect(show(some, { ...size, isAscii: true })).toMatchInlineSnapshot(`
    "
     acme . 2 running  x 1 problem  1 done        3 of 50/10s . every 5s . 14:07:31
    #= Workday HR ================= > 41% =#+- Active Directory --------------- ~ -+
    # PROCESSING                           #| COLLECTING                           |
    # accts  #####........ 41% 2,160/5,200 #| ######.............................. |
    # idents #######=..... 59% 1,566/2,640 #|                                      |
    # 4.0/s      left 10-25m . 14:15-14:35 #| reading the source; totals come      |
    # 13:58 .##################### 14:07   #| after that                           |
    # 5 of 10 deletions done               #| 14:07:30  first seen: collecting     |
    # 4.0/s overall     : rate limited 12s #| 2c91636f6c6c656374696e6700000000     |
    # 14:04:50  total +120 > 5,200         #| started 14:03:19                     |
    # running 15m 21s           +80 1s ago #| running 4m 12s                       |
    #=================== 1s old . next 4s =#+------------------- 1s old . next 4s -+
    +- ServiceNow ----------------- ! 32% -++- Okta --------------------------- + -+
    | STALLED  no progress for 4m 21s      || COMPLETED                            |
    | accts  ####......... 32%   980/3,000 || accts  #################     640/640 |
    | idents ###=......... 26%   280/1,040 || idents #################     598/598 |
    | 13:58 .###########.......... 14:07   || task verdict: SUCCESS                |
    | see Sources > ServiceNow > Import    || 12 of 12 deletions done              |
    | Data > Account Aggregation           || 14:01:55  COMPLETED in 6m 40s        |
    | usual gap 20s, longest 20s           || 2c91636f6d706c657465640000000000     |
    | a stuck task can be cleared there    || started 13:55:15                     |
    | running 36m 29s       +70 4m 21s ago || took 6m 40s                 14:01:55 |
    +------------------- 1s old . next 4s -++--------------------------- finished -+
     ? help  q quit  Tab next  z zoom  e events  s sort  / filter  f problems
    "
  `);
});

test("sign-in refused: one message over the whole screen", () => {
  expect(show([gallery.signInRefused, cancelled], { ...small, columns: 80 }))
    .toMatchInlineSnapshot(`
      "
       aggwatch · acme · ✗ 2 problems

       Sign-in refused by acme: set SAIL_CLIENT_SECRET.






       ? help  q quit  m seen  Tab next  z zoom  e events  s sort  / filter
      "
    `);
});

test("nothing to watch yet: said so, with what goes on", () => {
  const look = { everyMs: 10_000, problem: undefined };
  expect(show([], { ...small, look })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 0 watched   14:07:31

     Nothing runs now. What starts is
     watched: looked for every 10s.





     ? help  q quit  a add  y copy id
    "
  `);
});

test("several tenants have their budgets side by side, their names in front, and wait alone", () => {
  const { elapsed } = at("14:07:31");
  const limit = { retryAfterMs: 12_000, leftAt: elapsed, jitter: 0 };
  const beta = {
    tenant: "beta",
    host: "beta.api.identitynow.com",
    budget: afterLimit(openBudget(), limit, elapsed),
    signIn: undefined,
    intervalMs: 10_000,
  };
  const foreign = { ...gallery.collecting, tenant: "beta" };
  const shown = show([processing, foreign], { columns: 110, rows: 14, others: [beta] });
  expect(shown).toMatchInlineSnapshot(`
    "
     acme · 2 running   beta rate limited (429): waiting 12s · 3 of 50 · 0 of 35/10s · every 5s to 10s · 14:07:31
    ╔═ Workday HR ════════════════════════════════ ▸ 41% ═╗╭─ beta:Active Directory ───────────────────────── ~ ─╮
    ║ PROCESSING  5,200 new, changed or deleted           ║│ COLLECTING                                          │
    ║ accounts   ━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║│ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ │
    ║ identities ━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈ 59% 1,566/2,640 ║│                                                     │
    ║ 4.0/s          left 10–25m (accounts) · 14:15–14:35 ║│ reading the source; totals come after that          │
    ║ 13:58 ·███████████████████████████████████ 14:07    ║│ EVENTS                                              │
    ║ 5 of 10 deletions done                4.0/s overall ║│ 14:07:30  first seen: collecting                    │
    ║ ░ rate limited 12s                                  ║│                                                     │
    ║ collecting 6m 20s █░███ processing 9m 01s ████████  ║│                                                     │
    ║ 14:04:50  total grew 5,080 → 5,200 (+120)           ║│ 2c91636f6c6c656374696e6700000000   started 14:03:19 │
    ║ running 15m 21s               last batch +80 1s ago ║│ running 4m 12s                                      │
    ╚══════════════════════════════════ 1s old · next 4s ═╝╰─────────────────────────── 1s old · resumes in 12s ─╯
     ? help  q quit  w retry now  Tab next  z zoom  e events  s sort  / filter  r refresh  p pause  a add  x drop
    "
  `);
  const narrow = show([processing, foreign], { columns: 80, rows: 12, others: [beta] });
  expect(narrow).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 2 running    beta rate limited (429): waiting 12s · 14:07:31
    ╔═ Workday HR ═════════════════ ▸ 41% ═╗╭─ beta:Active Directory ────────── ~ ─╮
    ║ PROCESSING                           ║│ COLLECTING                           │
    ║ accts  ━━━━━┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║│ ━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ │
    ║ idents ━━━━━━━╸┈┈┈┈┈ 59% 1,566/2,640 ║│ reading the source; totals come      │
    ║ 4.0/s      left 10–25m · 14:15–14:35 ║│ after that                           │
    ║ 13:58 ·█████████████████████ 14:07   ║│ 14:07:30  first seen: collecting     │
    ║ 5 of 10 deletions done               ║│ 2c91636f6c6c656374696e6700000000     │
    ║ 4.0/s overall     ░ rate limited 12s ║│ started 14:03:19                     │
    ║ running 15m 21s           +80 1s ago ║│ running 4m 12s                       │
    ╚═══════════════════ 1s old · next 4s ═╝╰──────────── 1s old · resumes in 12s ─╯
     ? help  q quit  w retry now  Tab next  z zoom  e events  s sort  / filter
    "
  `);
});

test("looking for more that fails is said, and why", () => {
  const look = { everyMs: 10_000, problem: "HTTP 502" };
  expect(show([], { ...small, look })).toMatchInlineSnapshot(`
    "
     acme · 0 watched   can't list new runs

     Cannot see what runs (HTTP 502). Tried
     again every 10s.





     ? help  q quit  a add  y copy id
    "
  `);
  const wide = { columns: 130, rows: 10 };
  expect(show([processing], { ...wide, look })).toMatchInlineSnapshot(`
    "
     aggwatch · acme · 1 running     can't list new runs · 3 of 50 requests/10s · every 5s · checks for new runs every 10s · 14:07:31
    ╔═ Workday HR ═══════════════════════════════════════════════════════════════════════════════════════════════════════════ ▸ 41% ═╗
    ║ PROCESSING  5,200 new, changed or deleted (unchanged not counted)                                                              ║
    ║ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║
    ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 59% 1,566/2,640 ║
    ║ rate   4.0/s now   4.0/s overall                                                          left 10–25m (accounts) · 14:15–14:35 ║
    ║ 13:58 ···█████████████████████████████████████████████████████████████████████████████████████████████████████ 14:07           ║
    ║ running 15m 21s                                                                                          last batch +80 1s ago ║
    ╚═════════════════════════════════════════════════════════════════════════════════════════════════════════════ 1s old · next 4s ═╝
     ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id  o web UI
    "
  `);
  expect(show([processing], { ...wide, look: { ...look, problem: undefined } }))
    .toMatchInlineSnapshot(`
      "
       aggwatch · acme · 1 running                           3 of 50 requests/10s · every 5s · checks for new runs every 10s · 14:07:31
      ╔═ Workday HR ═══════════════════════════════════════════════════════════════════════════════════════════════════════════ ▸ 41% ═╗
      ║ PROCESSING  5,200 new, changed or deleted (unchanged not counted)                                                              ║
      ║ accounts   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 41% 2,160/5,200 ║
      ║ identities ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 59% 1,566/2,640 ║
      ║ rate   4.0/s now   4.0/s overall                                                          left 10–25m (accounts) · 14:15–14:35 ║
      ║ 13:58 ···█████████████████████████████████████████████████████████████████████████████████████████████████████ 14:07           ║
      ║ running 15m 21s                                                                                          last batch +80 1s ago ║
      ╚═════════════════════════════════════════════════════════════════════════════════════════════════════════════ 1s old · next 4s ═╝
       ? help  q quit  z zoom  e events  r refresh  p pause  a add  y copy id  o web UI
      "
    `);
});
