import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { CutShortError, ForeignAnswerError, NoAnswerError } from "../../../src/api/http/errors.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { clientOf, type Script, serve, started } from "../support/scripted-server.ts";

const never = new AbortController().signal;
const mebibyte = 1024 * 1024;

/** What comes of one status request. */
async function outcomeWith(script: Script): Promise<unknown> {
  const server = await serve(script);
  return clientOf(server)
    .status("x", "t0ken", never)
    .catch((error: unknown) => error);
}

function* endlessly(piece: string) {
  for (;;) yield piece;
}

describe("a connection", () => {
  test("that is reset before an answer may pass", async () => {
    expect(await outcomeWith(() => "reset")).toStrictEqual(new NoAnswerError("ECONNRESET"));
  });

  test("that is reset in the middle of a body may pass", async () => {
    const { promise: headersCame, resolve } = Promise.withResolvers<void>();
    const server = await serve(() => ({
      headers: { "content-length": "100" },
      body: '{"status":',
      breaksOff: headersCame,
    }));
    const noticing: typeof fetch = async (...args) => {
      const response = await fetch(...args);
      resolve();
      return response;
    };
    const outcome = clientOf(server, { fetch: noticing }).status("x", "t0ken", never);
    expect(await outcome.catch((error: unknown) => error)).toStrictEqual(
      new CutShortError("ECONNRESET"),
    );
  });

  test.for([
    ["before an answer", "close", NoAnswerError],
    [
      "in the middle of a body",
      { headers: { "content-length": "100" }, body: '{"st', breaksOff: "closed" },
      CutShortError,
    ],
    [
      "in the middle of a piece",
      { headers: { "transfer-encoding": "chunked" }, body: '{"st', breaksOff: "closed" },
      CutShortError,
    ],
  ] as const)("that is closed %s may pass", async ([, act, Failure]) => {
    expect(await outcomeWith(() => act)).toStrictEqual(new Failure("other side closed"));
  });

  test("that nobody accepts may pass", async () => {
    const server = await serve(() => started);
    await clientOf(server).status("x", "t0ken", never);
    // A port of this test's own end: nobody else can come to listen there.
    const baseUrl = new URL(`http://127.0.0.1:${server.deafPort()}/`);
    const outcome = clientOf({ ...server, baseUrl }).status("x", "t0ken", never);
    expect(await outcome.catch((error: unknown) => error)).toStrictEqual(
      new NoAnswerError("ECONNREFUSED", {
        advice: "nothing is listening there: check the host and the port in the base URL",
      }),
    );
  });

  test("that broke is followed by another one for the next request", async () => {
    const server = await serve((_, times) => (times === 1 ? "reset" : started));
    const tenant = clientOf(server);
    await expect(tenant.status("x", "t0ken", never)).rejects.toThrow("ECONNRESET");
    expect(await tenant.status("x", "t0ken", never)).toMatchObject({ status: "STARTED" });
    expect(server.requests).toHaveLength(2);
  });
});

describe("a body", () => {
  test("that is longer than its Content-Length is cut there, and spoils no other answer", async () => {
    const smuggled = '{}HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"status":"COMPLETED"}';
    const server = await serve((_, times) =>
      times === 1 ? { headers: { "content-length": "2" }, body: smuggled } : started,
    );
    const tenant = clientOf(server);
    expect(await tenant.status("x", "t0ken", never)).toMatchObject({ status: undefined });
    expect(await tenant.status("x", "t0ken", never)).toMatchObject({ status: "STARTED" });
  });

  test("of any size is read, in bounded memory", async () => {
    const settings = `{"name":"${"x".repeat(65_536)}","list":[[],{"a":[1]}]}`;
    const body = function* pieces() {
      yield '{"more":[';
      for (let times = 0; times < 256; times += 1) yield `${settings},`;
      yield `${settings}],"status":"STARTED"}`;
    };
    expect(await outcomeWith(() => ({ body: body() }))).toMatchObject({ status: "STARTED" });
  });

  test("without an end is left after 30 s, and its connection with it", async () => {
    const { clock, server, outcome } = await pending(
      () => ({ body: endlessly("x".repeat(65_536)) }),
      "begun",
    );
    await clock.advance(30_000);
    expect(await outcome).toStrictEqual(new CutShortError("no whole answer in 30s"));
    await server.requests[0]?.over;
  });

  test("that is packed is unpacked", async () => {
    const headers = { "content-encoding": "gzip", "content-type": "application/json" };
    const body = gzipSync('{"status":"STARTED"}');
    expect(await outcomeWith(() => ({ headers, body }))).toMatchObject({ status: "STARTED" });
  });

  test("that is many times as large once it is unpacked is read", async () => {
    const headers = { "content-encoding": "gzip" };
    const body = gzipSync('{"status":"STARTED"}'.padStart(8 * mebibyte));
    expect(body.byteLength).toBeLessThan(mebibyte);
    expect(await outcomeWith(() => ({ headers, body }))).toMatchObject({ status: "STARTED" });
  });

  test("that is not packed as its header says may pass", async () => {
    const headers = { "content-encoding": "gzip" };
    const outcome = await outcomeWith(() => ({ headers, body: '{"status":"STARTED"}' }));
    expect(outcome).toStrictEqual(new CutShortError("Z_DATA_ERROR"));
  });
});

describe("a redirect", () => {
  test.for([301, 302, 303, 307, 308])(
    "%i is not followed: nothing goes elsewhere",
    async (status) => {
      const elsewhere = await serve(() => started);
      const location = new URL("stolen", elsewhere.baseUrl).href;
      const server = await serve(() => ({ status, headers: { location } }));
      const tenant = clientOf(server);
      const outcomes = await Promise.allSettled([
        tenant.status("x", "t0ken", never),
        tenant.signIn(never),
      ]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
      expect(server.requests).toHaveLength(2);
      expect(elsewhere.requests).toEqual([]);
      expect(elsewhere.connections()).toBe(0);
    },
  );

  test("is refused, and says where it points to", async () => {
    const location = "https://acme.identitynow.com/login";
    const outcome = await outcomeWith(() => ({ status: 302, headers: { location } }));
    expect(outcome).toBeInstanceOf(ForeignAnswerError);
    expect(outcome).toMatchObject({
      status: 302,
      message: `not an answer of the API: a redirect to ${location}`,
    });
  });

  test("within the host is not followed either", async () => {
    const server = await serve(() => ({ status: 307, headers: { location: "/elsewhere" } }));
    await expect(clientOf(server).status("x", "t0ken", never)).rejects.toThrow("/elsewhere");
    expect(server.requests).toHaveLength(1);
  });
});

/** A request that the server has seen, or begun to answer, and does not finish to answer. */
async function pending(script: Script, until: "asked" | "begun" = "asked", signal = never) {
  const clock = inventedClock();
  const asked = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const server = await serve((request, times) => {
    asked.resolve();
    return script(request, times);
  });
  const noticing: typeof fetch = async (...args) => {
    const response = await fetch(...args);
    begun.resolve();
    return response;
  };
  const settled: string[] = [];
  const outcome = clientOf(server, { clock, fetch: noticing })
    .status("x", "t0ken", signal)
    .catch((error: unknown) => error)
    .finally(() => settled.push("settled"));
  await (until === "asked" ? asked : begun).promise;
  return { clock, server, outcome, settled };
}

const unfinished: Script = () => ({
  headers: { "content-length": "100" },
  body: '{"status":',
  breaksOff: new Promise(() => undefined),
});

const unanswered: Script = () => new Promise(() => undefined);

describe("an answer that does not come", () => {
  test.for([
    ["at all", unanswered, "asked", new NoAnswerError("no answer in 30s")],
    ["to its end", unfinished, "begun", new CutShortError("no whole answer in 30s")],
  ] as const)(
    "%s is given up after 30 s, and its connection with it",
    async ([, script, until, failure]) => {
      const { clock, server, outcome, settled } = await pending(script, until);
      await clock.advance(29_999);
      expect(settled).toEqual([]);
      await clock.advance(1);
      expect(await outcome).toStrictEqual(failure);
      await server.requests[0]?.over;
      expect(clock.sleepers()).toBe(0);
    },
  );

  test("before 30 s may still come", async () => {
    const { promise, resolve } = Promise.withResolvers<typeof started>();
    const { clock, outcome } = await pending(() => promise);
    await clock.advance(29_000);
    resolve(started);
    expect(await outcome).toMatchObject({ status: "STARTED" });
    expect(clock.sleepers()).toBe(0);
  });
});

describe("leaving", () => {
  test.for([
    ["before any answer", unanswered, "asked"],
    ["in the middle of an answer", unfinished, "begun"],
  ] as const)("%s ends the request at once, for the reason given", async ([, script, until]) => {
    const leave = new AbortController();
    const { clock, server, outcome } = await pending(script, until, leave.signal);
    const reason = new Error("left");
    leave.abort(reason);
    expect(await outcome).toBe(reason);
    await server.requests[0]?.over;
    expect(clock.sleepers()).toBe(0);
  });

  test("before the request sends none", async () => {
    const server = await serve(() => started);
    const reason = new Error("left");
    const outcome = clientOf(server).status("x", "t0ken", AbortSignal.abort(reason));
    await expect(outcome).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });
});
