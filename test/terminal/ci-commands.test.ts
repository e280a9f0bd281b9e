import { expect, test } from "vitest";
import { commandLines, hostileTexts } from "../support/ci-runners.ts";
import { serve } from "../wire/support/scripted-server.ts";
import { program } from "./support/open.ts";

const id = "2c91808477a6b0c60177a81146b8110b";

/** Some runners give a job a terminal. */
test.for([
  ["the screen and the lines that it leaves", []],
  ["what is said to a screen reader", ["--screen-reader"]],
] as const)("%s are no commands of a CI runner", async ([, flags]) => {
  const server = await serve(({ url }, times) => {
    if (url.startsWith("/oauth")) return { body: '{"access_token":"t","expires_in":749}' };
    const messages = hostileTexts.map((text) => ({ type: "ERROR", localizedText: text }));
    const task = { id, completed: new Date().toISOString(), completionStatus: "ERROR", messages };
    const status = times === 1 ? hostileTexts[0] : "COMPLETED";
    const body = url.includes("/task-status/") ? task : { status };
    return { body: JSON.stringify(body) };
  });
  const env = {
    SAIL_BASE_URL: server.baseUrl.href,
    SAIL_CLIENT_ID: "id",
    SAIL_CLIENT_SECRET: "secret",
  };
  const pty = program([`${id}=##[error]HR`, "--interval", "1s", ...flags], { env });
  await expect(pty.exited).resolves.toBe(1);
  expect(pty.written()).toContain("##(error]HR");
  expect(commandLines(pty.written())).toEqual([]);
});
