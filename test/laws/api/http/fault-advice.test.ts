import type { TimedEvent } from "../../../../src/watch/model/timed-event.ts";
import { expect, test } from "vitest";
import { NoAnswerError } from "../../../../src/api/http/errors.ts";
import { lastingAdvice, reachAdvice } from "../../../../src/api/http/reach-advice.ts";
import { eventObject } from "../../../../src/output/ndjson/event-object.ts";
import { eventText } from "../../../../src/wording/event-text.ts";
import { presentAt } from "../../../../src/ui/view/present.ts";
import { eventRows } from "../../../../src/ui/pane/events.ts";
import { momentOf } from "../../../../src/watch/model/moment.ts";
import { createWatcher } from "../../../../src/watch/watcher.ts";
import { inventedClock } from "../../../support/invented/clock.ts";
import { inventedTenant } from "../../../support/invented/tenant.ts";

/** A watch of three ids for a minute, whose requests fail by turns for these reasons. */
async function watched(reasons: readonly string[], proxy?: string) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, {
    status: (_, times) => {
      const reason = reasons[times % reasons.length] ?? "";
      throw new NoAnswerError(reason, { advice: lastingAdvice(reason, proxy) });
    },
  });
  const ids = ["a", "b", "c"].map((id) => ({ id, label: undefined }));
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { tenant, clock, random: () => 0.5 });
  const events: TimedEvent[] = [];
  watcher.onEvent((event) => events.push(event));
  const leave = new AbortController();
  const left = watcher.run(leave.signal).catch(() => undefined);
  await clock.advance(60_000);
  leave.abort();
  await left;
  const faults = events.filter(({ event }) => event.type === "fault");
  return { faults, watches: watcher.snapshot().watches, now: momentOf(clock) };
}

const lasting = [
  ["ENOTFOUND", undefined, "this computer's DNS"],
  ["SELF_SIGNED_CERT_IN_CHAIN", undefined, "NODE_EXTRA_CA_CERTS"],
  ["CERT_REVOKED", undefined, "aggwatch doctor"],
  ["HOSTNAME_MISMATCH", undefined, "aggwatch doctor"],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", undefined, "aggwatch doctor"],
  ["ECONNREFUSED", undefined, "nothing is listening there"],
  ["EHOSTUNREACH", undefined, "firewall"],
  ["Proxy response (407) !== 200 when HTTP Tunneling", "p:8080", "USER:PASSWORD"],
  ["ECONNREFUSED", "p:8080", "that the proxy p:8080 runs"],
] as const;

test.for(lasting)("what to do about %s (proxy %s) is said once, whatever fails", async (one) => {
  const [reason, proxy, words] = one;
  const { faults, watches, now } = await watched([reason], proxy);
  expect(faults.length).toBeGreaterThan(6);
  const lines = faults.flatMap(({ event }) => (event.type === "fault" ? [eventText(event)] : []));
  expect(lines.filter((line) => line.includes(words))).toEqual([lines[0]]);
  const objects = faults.map((event) => eventObject(event)["advice"]);
  expect(objects.filter((advice) => advice !== undefined)).toEqual([
    expect.stringContaining(words),
  ]);
  // The screen has a list of events for each, where it stays.
  for (const watch of watches) {
    const [row] = eventRows({ watch, ...presentAt(now), columns: 300 }, 0, 1);
    expect(JSON.stringify(row)).toContain(words);
    expect(watch.fault?.advice).toContain(words);
  }
});

test.for(["ECONNRESET", "other side closed", "no answer in 30s", "ETIMEDOUT"])(
  "%s may pass by itself: nothing is to be done",
  async (reason) => {
    const { faults } = await watched([reason]);
    expect(faults.map((event) => eventObject(event)["advice"])).toEqual(
      faults.map(() => undefined),
    );
  },
);

test("of faults by turns, each advice is said once", async () => {
  const { faults } = await watched(["ENOTFOUND", "ECONNRESET", "CERT_HAS_EXPIRED"]);
  const advices = faults.map((event) => eventObject(event)["advice"]).filter(Boolean);
  expect(new Set(advices).size).toBe(2);
  expect(advices).toHaveLength(2);
});

test("a fault that nothing is known of is the network's, or the proxy's where there is one", () => {
  expect(reachAdvice("odd", undefined)).toContain("a firewall may block it");
  expect(reachAdvice("odd", "proxy.acme.com:3128")).toContain("proxy.acme.com:3128");
  expect(reachAdvice("ECONNREFUSED", undefined)).toBe(lastingAdvice("ECONNREFUSED", undefined));
});
