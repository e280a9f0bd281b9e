// Posts an event of aggwatch to a Slack channel, by an incoming webhook in SLACK_WEBHOOK_URL.
//
//   aggwatch --follow --on-event 'ended=node notify-slack.mjs' --on-event 'stalled=node notify-slack.mjs'
//   aggwatch start "Workday HR" --on-end 'node notify-slack.mjs'

const { SLACK_WEBHOOK_URL: address, ...env } = process.env;
if (!address) fail("set SLACK_WEBHOOK_URL to the address of an incoming webhook");

const { AGGWATCH_SOURCE: source, AGGWATCH_ID: id, AGGWATCH_TENANT: tenant } = env;
const exitCode = env.AGGWATCH_EXIT_CODE ?? "";
const sign = exitCode === "0" ? ":white_check_mark:" : exitCode === "" ? ":hourglass:" : ":x:";
const name = source ?? id ?? "aggwatch";
const text = `${sign} *${escaped(name)}* ${escaped(env.AGGWATCH_TEXT ?? "")} (${escaped(tenant ?? "")})`;

const answer = await fetch(address, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ text }),
  signal: AbortSignal.timeout(10_000),
}).catch((error) => fail(`Slack cannot be reached (${error.cause?.code ?? error.message})`));
if (!answer.ok) fail(`Slack refuses it (HTTP ${answer.status}): ${await answer.text()}`);

/** Slack takes these for its own marks. */
function escaped(words) {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
