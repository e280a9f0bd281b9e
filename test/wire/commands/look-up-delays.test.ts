import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/time/clock.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { credentials, type Reply, serve, type Script } from "../support/scripted-server.ts";
import { runCommand } from "../support/simulated-command.ts";

const grant = { body: '{"access_token":"t0k3n","expires_in":43200}' };
const limited: Reply = { status: 429, headers: { "retry-after": "3600" } };
const hr = '[{"id":"2c9180835d2e5168015d32f890ca1581","name":"HR"}]';
const found: Reply = { body: "[]" };

/** Every command that looks something up before anything is shown. */
const commands = [
  ["list"],
  ["list", "--output", "ndjson"],
  ["list", "--source", "HR", "--all"],
  ["start", "HR", "--no-watch"],
  ["start", "HR", "--output", "ndjson"],
  ["start", "HR", "--output", "quiet"],
  ["--source", "HR", "--output", "plain"],
  ["--follow", "--output", "ndjson"],
];

/** A tenant that grants tokens and does so with everything else, and a run of the program. */
async function tenant(script: Script) {
  const server = await serve((request, times) =>
    request.url === "/oauth/token" ? grant : script(request, times),
  );
  const { send, onSignal } = inventedSignals();
  let errors = "";
  /** Runs the program, and ends it with Ctrl-C once it has said that it waits. */
  const run = async (args: readonly string[], isLeft = false) => {
    const stderr = new Writable({
      write: (chunk, _encoding, done) => {
        errors += String(chunk);
        done();
        if (isLeft && errors.includes("rate limited")) send("SIGINT");
      },
    }) as NodeJS.WriteStream;
    const other = { onSignal, stderr };
    const ran = await runCommand(args, server.baseUrl.href, credentials, systemClock, other);
    return { ...ran, errors };
  };
  return { server, run };
}

/** A time of day, or in the last hour of a day a moment of the next. */
const untilThen = String.raw`(?:\d\d:\d\d:\d\d|[A-Z][a-z]{2} \d+ \d\d:\d\d)`;

describe("a look-up that a 429 holds back", () => {
  test.for(commands)("says until when, why and how to end it: %s", async (args) => {
    const { server, run } = await tenant(() => limited);
    const { code, output, errors } = await run(args, true);
    expect(errors).toMatch(
      new RegExp(
        `^aggwatch: rate limited \\(429\\) by ${server.baseUrl.host}: waiting until ${untilThen} \\(1h 00m\\); Ctrl-C to quit\\n`,
      ),
    );
    expect({ code, output }).toEqual({ code: 130, output: "" });
  });

  test("of which --timeout is the end, that of list too", async () => {
    const { run } = await tenant(() => limited);
    const { code, errors } = await run(["list", "--timeout", "1s"]);
    expect(errors).toMatch(/(?:^|\n)aggwatch: timed out after 1s\n$/);
    expect(code).toBe(124);
  });
});

describe("a look-up that fails for a reason that may pass", () => {
  test.for(["close", "reset", { status: 503 }, { status: 500 }, { body: "{" }] as const)(
    "is sent again, and that is said: %s",
    async (fault) => {
      const { run, server } = await tenant((_, times) => (times < 3 ? fault : found));
      const { code, errors } = await run(["list"]);
      const [second, third, none] = errors.split("\n");
      expect(second).toContain(`request to ${server.baseUrl.host} failed (`);
      expect(second).toMatch(/, attempt 2 of 5 in 1s; Ctrl-C to quit$/);
      expect(third).toContain("attempt 3 of 5");
      expect(none).toContain("no aggregation runs now");
      expect(code).toBe(0);
    },
  );

  test("fails in the end, and a start is sent once", async () => {
    const { run, server } = await tenant(({ url, method }) => {
      if (method === "POST") return { status: 504 };
      return url.includes("/sources") ? { body: hr } : found;
    });
    const { code, errors } = await run(["start", "HR", "--no-watch"]);
    expect(code).toBe(3);
    expect(errors).toContain("may have started: aggwatch list tells, before you start another");
    expect(errors).not.toContain("try again");
    const starts = server.requests.filter(({ url }) => url.endsWith("/load-accounts"));
    expect(starts).toHaveLength(1);
    const down = await tenant(() => ({ status: 502 }));
    const failed = await down.run(["list"]);
    expect(failed).toMatchObject({ code: 3, output: "" });
    expect(failed.errors.match(/attempt \d of 5/g)).toHaveLength(4);
  });
});
