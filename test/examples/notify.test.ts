import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { serve } from "../wire/support/scripted-server.ts";
import { examplePath } from "./example-files.ts";
import { openInstalled, openTenant, openWorkshop } from "./workshop.ts";

const text = v.pipe(v.string(), v.minLength(1));

/** What an incoming webhook of Slack takes of a message that is a text. */
const slack = v.strictObject({ text: v.pipe(text, v.maxLength(40_000)) });

const textBlock = v.strictObject({
  type: v.literal("TextBlock"),
  text: v.string(),
  weight: v.optional(v.picklist(["Lighter", "Default", "Bolder"])),
  size: v.optional(v.picklist(["Small", "Default", "Medium", "Large", "ExtraLarge"])),
  color: v.optional(v.picklist(["Default", "Good", "Warning", "Attention", "Accent"])),
  wrap: v.optional(v.boolean()),
});
const factSet = v.strictObject({
  type: v.literal("FactSet"),
  facts: v.array(v.strictObject({ title: text, value: text })),
});
/** What the webhook of a workflow of Teams takes: a message with an Adaptive Card. */
const teams = v.strictObject({
  type: v.literal("message"),
  attachments: v.tuple([
    v.strictObject({
      contentType: v.literal("application/vnd.microsoft.card.adaptive"),
      contentUrl: v.null(),
      content: v.strictObject({
        $schema: v.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
        type: v.literal("AdaptiveCard"),
        version: v.picklist(["1.2", "1.3", "1.4", "1.5"]),
        body: v.array(v.union([textBlock, factSet])),
      }),
    }),
  ]),
});

const about = {
  routing_key: v.pipe(v.string(), v.length(32)),
  dedup_key: v.pipe(text, v.maxLength(255)),
};
/** What the Events API v2 of PagerDuty takes of these two actions. */
const pagerDuty = v.variant("event_action", [
  v.strictObject({ ...about, event_action: v.literal("resolve") }),
  v.strictObject({
    ...about,
    event_action: v.literal("trigger"),
    payload: v.strictObject({
      summary: v.pipe(text, v.maxLength(1024)),
      source: text,
      severity: v.picklist(["critical", "error", "warning", "info"]),
      timestamp: v.pipe(v.string(), v.isoTimestamp()),
      component: v.optional(text),
      group: v.optional(text),
      class: v.optional(text),
      custom_details: v.looseObject({}),
    }),
  }),
]);

const key = "0123456789abcdef0123456789abcdef";

const services = [
  {
    name: "notify-slack.mjs",
    body: slack,
    path: "/hook",
    env: (url: string) => ({ SLACK_WEBHOOK_URL: `${url}hook` }),
  },
  {
    name: "notify-teams.mjs",
    body: teams,
    path: "/hook",
    env: (url: string) => ({ TEAMS_WEBHOOK_URL: `${url}hook` }),
  },
  {
    name: "notify-pagerduty.mjs",
    body: pagerDuty,
    path: "/v2/enqueue",
    env: (url: string) => ({ PAGERDUTY_URL: url, PAGERDUTY_ROUTING_KEY: key }),
  },
] as const;

/** A service that accepts, or answers with another status. */
function service(status = 202) {
  return serve(() => ({ status, body: status === 202 ? "ok" : "no_service" }));
}

describe.for(services)("$name", ({ name, body, path, env }) => {
  test("posts what the service publishes that it takes, for each end, good or bad", async () => {
    const server = await service();
    const { bash } = await openInstalled();
    const call = `aggwatch start Slack PeopleSoft --output quiet --on-event "ended=node '${examplePath(name)}'"`;
    const ran = await bash(call, { ...(await openTenant()), ...env(server.baseUrl.href) });
    expect(ran).toMatchObject({ code: 1, output: "" });
    // The commands may take long on a computer with much else to do.
    expect(ran.errors).toMatch(/^(?:aggwatch: waiting for .*\n)?$/);
    expect(server.requests).toHaveLength(2);
    for (const { method, url, headers, body: sent } of server.requests) {
      expect([method, url, headers["content-type"]]).toEqual(["POST", path, "application/json"]);
      expect(v.safeParse(body, JSON.parse(sent)).issues).toBeUndefined();
    }
    const all = server.requests.map((request) => request.body).join("\n");
    expect(all).toContain("Slack");
    expect(all).toContain("PeopleSoft");
    expect(all).not.toContain("SAIL_");
  });

  test("posts what --on-end gives it", async () => {
    const server = await service();
    const { bash } = await openWorkshop();
    const summary =
      '{"v":1,"ts":"2026-11-23T14:02:12.280Z","id":null,"type":"summary","exitCode":3}';
    const given = {
      AGGWATCH_TYPE: "summary",
      AGGWATCH_TEXT: "1 <expired> & more",
      AGGWATCH_EXIT_CODE: "3",
    };
    const call = `node '${examplePath(name)}' <<'END'\n${summary}\nEND\n`;
    expect(await bash(call, { ...given, ...env(server.baseUrl.href) })).toMatchObject({ code: 0 });
    const [sent] = server.requests.map((request) => JSON.parse(request.body) as unknown);
    expect(v.safeParse(body, sent).issues).toBeUndefined();
  });

  test("says why where it is not set up, not reached or refused, and fails", async () => {
    const { bash } = await openWorkshop();
    const call = `echo '{"type":"ended","ts":"2026-11-23T14:02:12.280Z"}' | node '${examplePath(name)}'`;
    const unset = await bash(call);
    expect(unset.code).toBe(1);
    expect(unset.errors).toMatch(/^set [A-Z_]+ to /);
    const server = await service(400);
    const refused = await bash(call, env(server.baseUrl.href));
    expect(refused.code).toBe(1);
    expect(refused.errors).toMatch(/ refuses it \(HTTP 400\): no_service\n$/);
    const deaf = await bash(call, env("http://127.0.0.1:9/"));
    expect(deaf.code).toBe(1);
    expect(deaf.errors).toMatch(/ cannot be reached \(/);
  });
});

test("what fails of a source is one alert of PagerDuty, and ends with the next that is well", async () => {
  const server = await service();
  const { bash } = await openInstalled();
  const path = examplePath("notify-pagerduty.mjs");
  const call = `aggwatch start PeopleSoft Slack --output quiet --on-event "ended=node '${path}'"`;
  const own = { PAGERDUTY_URL: server.baseUrl.href, PAGERDUTY_ROUTING_KEY: key };
  await bash(call, { ...(await openTenant()), ...own });
  const sent = server.requests.map((request) => v.parse(pagerDuty, JSON.parse(request.body)));
  const actions = sent.map((one) => [one.dedup_key.split(" ").at(-1), one.event_action]);
  expect(new Map(actions as [string, string][])).toEqual(
    new Map([
      ["PeopleSoft", "trigger"],
      ["Slack", "resolve"],
    ]),
  );
});
