// Posts an event of aggwatch to a Teams channel, by the webhook of a workflow in TEAMS_WEBHOOK_URL.
//
//   aggwatch --follow --on-event 'ended=node notify-teams.mjs' --on-event 'stalled=node notify-teams.mjs'
//   aggwatch start "Workday HR" --on-end 'node notify-teams.mjs'

const { TEAMS_WEBHOOK_URL: address, ...env } = process.env;
if (!address) fail("set TEAMS_WEBHOOK_URL to the address that the workflow shows");

const exitCode = env.AGGWATCH_EXIT_CODE ?? "";
const color = exitCode === "0" ? "Good" : exitCode === "" ? "Warning" : "Attention";
const facts = [
  ["Tenant", env.AGGWATCH_TENANT],
  ["State", env.AGGWATCH_STATE],
  ["Verdict", env.AGGWATCH_VERDICT],
  ["Id", env.AGGWATCH_ID],
];
const title = env.AGGWATCH_SOURCE ?? env.AGGWATCH_ID ?? "aggwatch";
const card = {
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  type: "AdaptiveCard",
  version: "1.4",
  body: [
    { type: "TextBlock", text: plain(title), weight: "Bolder", size: "Medium", color, wrap: true },
    { type: "TextBlock", text: plain(env.AGGWATCH_TEXT ?? ""), wrap: true },
    {
      type: "FactSet",
      facts: facts.flatMap(([name, value]) =>
        value ? [{ title: name, value: plain(value) }] : [],
      ),
    },
  ],
};

const contentType = "application/vnd.microsoft.card.adaptive";
const answer = await fetch(address, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({
    type: "message",
    attachments: [{ contentType, contentUrl: null, content: card }],
  }),
  signal: AbortSignal.timeout(10_000),
}).catch((error) => fail(`Teams cannot be reached (${error.cause?.code ?? error.message})`));
if (!answer.ok) fail(`Teams refuses it (HTTP ${answer.status}): ${await answer.text()}`);

/** Cards read Markdown. */
function plain(words) {
  return words.replaceAll(/[\\*_[\]()#`>]/g, (mark) => `\\${mark}`);
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
