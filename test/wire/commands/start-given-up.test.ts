import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { systemClock } from "../../../src/time/clock.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { credentials, type Script, serve } from "../support/scripted-server.ts";
import { runCommand } from "../support/simulated-command.ts";

const grant = { body: '{"access_token":"t","expires_in":43200}' };
const accepted = { status: 202, body: '{"success":true,"task":{"id":"first-task"}}' };

/** A tenant that has both sources, starts the first, and does not answer for the second. */
const script: Script = ({ url }) => {
  const query = new URL(url, "http://host").searchParams.get("filters") ?? "";
  if (url === "/oauth/token") return grant;
  if (url.endsWith("/first/load-accounts")) return accepted;
  if (url.endsWith("/second/load-accounts")) return new Promise(() => undefined);
  const [, name] = /name eq "(\w+)"/.exec(query) ?? [];
  const body = name === undefined ? [] : [{ id: name.toLowerCase(), name }];
  return { body: JSON.stringify(body) };
};

test("what was started under an id that nobody tells is no refusal: exit code 3, what to do", async () => {
  const server = await serve((request, times) =>
    request.url.endsWith("/first/load-accounts")
      ? { status: 202, body: "{}", headers: { "Slpt-Request-Id": "ab12" } }
      : script(request, times),
  );
  const ran = await runCommand(["start", "First"], server.baseUrl.href, credentials, systemClock);
  expect(ran).toEqual({
    code: 3,
    output: "",
    errors:
      "aggwatch: an aggregation of First was started, but the response has no task id: " +
      "aggwatch list shows its id (request id ab12)\n",
  });
});

test("a start that --timeout gives up says what runs, and what may", async () => {
  const server = await serve(script);
  const clock = inventedClock();
  const args = ["start", "First", "Second", "--timeout", "20s"];
  const ran = runCommand(args, server.baseUrl.href, credentials, clock);
  while (!server.requests.some(({ url }) => url.includes("/second/load-accounts"))) {
    await wait(1);
    await clock.advance(1);
  }
  await clock.advance(20_000);
  expect(await ran).toEqual({
    code: 124,
    output: "",
    errors:
      `aggwatch: still waiting for an answer from ${server.baseUrl.host}, for 5s now; ` +
      "Ctrl-C or --timeout 20s ends it\n" +
      "aggwatch: an aggregation of Second may have started: aggwatch list tells\n" +
      "aggwatch: running, and not watched: First (first-task)\n" +
      "aggwatch: timed out after 20s\n",
  });
  expect(clock.sleepers()).toBe(0);
});
