import { describe, expect, test } from "vitest";
import { RateLimitedError, TransientError } from "../../../src/api/http/errors.ts";
import type { StatusAnswer } from "../../../src/api/tenant.ts";
import { startPlainOutput } from "../../../src/output/plain.ts";
import type { WatchedId } from "../../../src/watch/model/watch.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer, identities } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script, type Seen } from "../../support/invented/tenant.ts";

const labelled = { id: "2c91808477a6b0c60177a81146b8110b", label: "Workday HR" };
const unnamed = { id: "af1b82086c194f89acce82e156ff6e61", label: undefined };
const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));

/** What the task of whatever has COMPLETED says. */
const warned = {
  completed: 1,
  completionStatus: "WARNING",
  messages: [{ type: "WARN", localizedText: { message: "3 accounts were ignored." } }],
};

/** A watch that writes lines; each id is asked every 30 s. */
function writing(
  ids: readonly WatchedId[],
  status: NonNullable<Script["status"]>,
  heartbeatMs?: number,
  pageOf?: (watch: WatchedId) => string | undefined,
) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status, task: () => warned });
  const watcher = createWatcher(
    ids,
    { intervalMs: 30_000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const close = startPlainOutput(watcher, clock, new Map(), write, heartbeatMs, pageOf);
  const leave = new AbortController();
  const over = watcher.run(leave.signal).catch(() => undefined);
  return { clock, watcher, lines, close, leave, over };
}

/** Three minutes after the start of the aggregation at the first request, by the tenant's clock. */
function dated(said: StatusAnswer, { at }: Seen): StatusAnswer {
  const start = Date.parse("2026-11-23T13:57:00Z");
  return { ...said, start, answeredAt: start + 180_000 + at };
}

function labelledStatus(seen: Seen, times: number): StatusAnswer {
  if (times === 1) return dated(answer("STARTED"), seen);
  if (times === 2) throw new RateLimitedError(12_000);
  if (times === 6) {
    const counters = { ...accounts(6000, 6000), ...identities(2640, 2640) };
    return dated(answer("COMPLETED", counters), seen);
  }
  const counters = { ...accounts(times * 1000, times < 4 ? 5200 : 6000), ...identities(0, 2640) };
  return dated(answer("ACCOUNTS_COLLECTED", counters), seen);
}

function unnamedStatus(seen: Seen, times: number): StatusAnswer {
  if (times === 1) throw new TransientError("HTTP 502", { requestId: "7c1e" });
  return dated(answer(times < 5 ? "RETRIED" : "TERMINATED"), seen);
}

test("one whole run: a line for each thing that happens, and each minute where all have got to", async () => {
  const { clock, lines, close, over } = writing([labelled, unnamed], (seen, times) =>
    seen.id === labelled.id ? labelledStatus(seen, times) : unnamedStatus(seen, times),
  );
  await clock.advance(150_000);
  await over;
  await close();
  expect(`\n${lines.join("\n")}\n`).toBe(`
2026-11-23T14:00:00Z                                    watching 2 aggregations at acme.api.identitynow.com, polled every 30s
2026-11-23T14:00:00Z  af1b82086c194f89acce82e156ff6e61  HTTP 502, attempt 1, retrying in 1s
2026-11-23T14:00:00Z  Workday HR                        first seen: collecting
2026-11-23T14:00:00Z  af1b82086c194f89acce82e156ff6e61  reachable again after 0s
2026-11-23T14:00:00Z  af1b82086c194f89acce82e156ff6e61  first seen: retried, the virtual appliance lost contact and the platform tries again
2026-11-23T14:00:30Z                                    rate limited (429), waiting 12s, until 2026-11-23T14:00:42Z; Ctrl-C to quit
2026-11-23T14:00:42Z  Workday HR                        ACCOUNTS_COLLECTED, 5,200 accounts to process
2026-11-23T14:01:00Z  Workday HR                        PROCESSING, 3,000/5,200 accounts (57%), 0/2,640 identities (0%), running 4m 00s
2026-11-23T14:01:00Z  af1b82086c194f89acce82e156ff6e61  RETRIED, running 4m 00s
2026-11-23T14:01:12Z  Workday HR                        total grew 5,200 → 6,000 (+800)
2026-11-23T14:01:42Z  af1b82086c194f89acce82e156ff6e61  TERMINATED after 3 tries: virtual appliance unreachable
2026-11-23T14:02:00Z  Workday HR                        PROCESSING, 5,000/6,000 accounts (83%), 0/2,640 identities (0%), 33/s (accounts), left <5m (identities), no identity refreshed yet, running 5m 00s
2026-11-23T14:02:12Z  Workday HR                        verdict WARNING: 3 accounts were ignored.
2026-11-23T14:02:12Z  Workday HR                        COMPLETED WITH WARNINGS in 5m 12s, 6,000/6,000 accounts, 2,640/2,640 identities
2026-11-23T14:02:30Z                                    1 completed with warnings, 1 terminated
`);
});

test("a name leads to its page in the lines with outcomes, and columns stay", async () => {
  const page = "https://acme.identitynow.com/ui/a/admin/connections/sources/2c91";
  const pageOf = ({ id }: WatchedId) => (id === labelled.id ? page : undefined);
  const status = ({ id }: Seen, times: number) =>
    answer(id === labelled.id && times === 1 ? "STARTED" : "TERMINATED");
  const { clock, lines, close, over } = writing([labelled, unnamed], status, 0, pageOf);
  await clock.advance(60_000);
  await over;
  await close();
  const link = `\u001B]8;;${page}\u001B\\Workday HR\u001B]8;;\u001B\\`;
  expect(lines.filter((line) => line.includes("\u001B"))).toEqual([
    `2026-11-23T14:00:30Z  ${link}                        TERMINATED after 3 tries: virtual appliance unreachable`,
  ]);
});

describe("the heartbeat", () => {
  test("comes every minute, and names each id that runs, and none that has ended", async () => {
    const { clock, lines } = writing([labelled, unnamed], ({ id }) =>
      id === unnamed.id ? answer("CANCELLED") : running,
    );
    await clock.advance(59_999);
    const before = lines.length;
    await clock.advance(1);
    const beat = "Workday HR                        PROCESSING, 100/1,000 accounts (10%)";
    expect(lines.slice(before)).toEqual([`2026-11-23T14:01:00Z  ${beat}`]);
    await clock.advance(60_000);
    expect(lines.slice(before + 1)).toEqual([`2026-11-23T14:02:00Z  ${beat}`]);
  });

  test("comes as often as is wanted", async () => {
    const { clock, lines } = writing([labelled], () => running, 300_000);
    await clock.advance(600_000);
    expect(lines.slice(2).map((line) => line.slice(0, 20))).toEqual([
      "2026-11-23T14:05:00Z",
      "2026-11-23T14:10:00Z",
    ]);
  });

  test("never comes where 0 is wanted", async () => {
    const { clock, lines } = writing([labelled], () => answer("STARTED"), 0);
    await clock.advance(600_000);
    expect(lines).toHaveLength(2);
  });

  test("says so where nothing is known yet", async () => {
    const { clock, lines } = writing([labelled], () => new Promise(() => undefined));
    await clock.advance(60_000);
    expect(lines.slice(1)).toEqual(["2026-11-23T14:01:00Z  Workday HR  CONNECTING"]);
  });
});

test("an id that joins or leaves is told, by its name", async () => {
  const { clock, watcher, lines } = writing([labelled], () => new Promise(() => undefined));
  watcher.add([{ id: "0123", label: "Okta" }]);
  await clock.advance(1000);
  watcher.drop("0123");
  expect(lines.slice(1)).toEqual([
    "2026-11-23T14:00:00Z  Okta        added",
    "2026-11-23T14:00:01Z  Okta        no longer watched",
  ]);
});

describe("once it is closed", () => {
  test("the outcomes are the last line, and nothing waits any more", async () => {
    const { clock, lines, close, leave, over } = writing([labelled, unnamed], ({ id }) =>
      id === unnamed.id ? answer("COMPLETED") : running,
    );
    await clock.advance(1000);
    leave.abort();
    await over;
    await close();
    expect(lines.at(-1)?.trim()).toMatch(/Z +1 still running, 1 completed with warnings$/);
    expect(clock.sleepers()).toBe(0);
  });

  test("nothing is written, whatever happens", async () => {
    const { clock, lines, close } = writing([labelled], (_, times) =>
      answer(times % 2 === 0 ? "STARTED" : "RETRIED"),
    );
    await clock.advance(1000);
    await close();
    const before = lines.length;
    await clock.advance(600_000);
    expect(lines).toHaveLength(before);
  });
});

test("no line ends in blanks, and every line begins with its time", async () => {
  const { clock, lines } = writing([labelled, unnamed], () => running);
  await clock.advance(180_000);
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}.*\S$/);
});

test("a long id is cut in its middle, so that its ends still tell it apart", async () => {
  const id = `first-${"x".repeat(60)}-last`;
  const { clock, lines } = writing([{ id, label: undefined }], () => running);
  await clock.advance(1000);
  expect(lines[1]).toMatch(/Z {2}first-x+…x+-last {2}first seen: processing/);
  expect(lines[1]).not.toContain(id);
});

test("the interval named is the one that the budget allows", () => {
  const ids = Array.from({ length: 200 }, (_, index) => ({ id: `${index}`, label: undefined }));
  expect(writing(ids, () => running).lines[0]).toContain("200 aggregations");
  expect(writing(ids, () => running).lines[0]).toMatch(/polled every 40s$/);
  expect(writing([labelled], () => running).lines[0]).toContain("watching 1 aggregation at acme");
});
