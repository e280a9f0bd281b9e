// Triggers an alert of PagerDuty (Events API v2) where an aggregation fails or stalls, and resolves it
// where a later one of the same source ends well. The integration key is in PAGERDUTY_ROUTING_KEY;
// PAGERDUTY_URL is for the service region of the EU.
//
//   aggwatch --follow --on-event 'ended=node notify-pagerduty.mjs' --on-event 'stalled=node notify-pagerduty.mjs' --on-event 'resumed=node notify-pagerduty.mjs'

import { text } from "node:stream/consumers";

const { PAGERDUTY_ROUTING_KEY: key, ...env } = process.env;
if (!key) fail("set PAGERDUTY_ROUTING_KEY to the key of an Events API v2 integration");

const event = JSON.parse(await text(process.stdin));
const { AGGWATCH_TENANT: tenant = "unknown tenant", AGGWATCH_ID: id = "aggwatch" } = env;
const source = env.AGGWATCH_SOURCE ?? id;
const isWell = event.type === "resumed" || env.AGGWATCH_EXIT_CODE === "0";
const alert = {
  routing_key: key,
  event_action: isWell ? "resolve" : "trigger",
  // One alert for a source, however often it fails.
  dedup_key: `aggwatch ${tenant} ${source}`.slice(0, 255),
  ...(!isWell && {
    payload: {
      summary: `${source}: ${env.AGGWATCH_TEXT}`.slice(0, 1024),
      source: tenant,
      severity: event.type === "ended" ? "critical" : "warning",
      timestamp: event.ts,
      component: source,
      custom_details: event,
    },
  }),
};

const region = env.PAGERDUTY_URL ?? "https://events.pagerduty.com";
const answer = await fetch(new URL("/v2/enqueue", region), {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(alert),
  signal: AbortSignal.timeout(10_000),
}).catch((error) => fail(`PagerDuty cannot be reached (${error.cause?.code ?? error.message})`));
if (!answer.ok) fail(`PagerDuty refuses it (HTTP ${answer.status}): ${await answer.text()}`);

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
