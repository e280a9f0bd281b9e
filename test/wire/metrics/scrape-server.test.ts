import { connect, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createExporter } from "../../../src/metrics/exporter.ts";
import type { Exposition, Format } from "../../../src/metrics/exposition.ts";
import { openScrapeServer } from "../../../src/metrics/scrape-server.ts";
import type { Sample } from "../../../src/metrics/families.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { serve, started } from "../support/scripted-server.ts";
import * as prom from "prom-client";

const patienceMs = 200;
const loopback = { host: "127.0.0.1", port: 0 };

function plain(text: string): Exposition {
  return { contentType: "text/plain", body: Buffer.from(text) };
}

/** A server of small metrics, with little patience, until the end of the test. */
async function serving(
  write: (format: Format) => Promise<Exposition> = createExporter(
    prom,
    () => [[{ family: "aggwatch_aggregations_omitted", labels: {}, value: 7 }]],
    systemClock,
  ),
) {
  const failures: unknown[] = [];
  const server = await openScrapeServer(
    loopback,
    write,
    (error) => failures.push(error),
    systemClock,
    patienceMs,
  );
  onTestFinished(server.close);
  const { port } = new URL(server.url);

  /** A connection that sends this first, and what comes back until its end. */
  function opened(text: string): Socket & { readonly said: Promise<string> } {
    const socket = connect(Number(port), loopback.host);
    let said = "";
    socket.on("data", (data) => (said += String(data)));
    socket.on("error", () => undefined);
    socket.write(text);
    onTestFinished(() => void socket.destroy());
    const closed = new Promise<string>((resolve) => {
      socket.on("close", () => resolve(said));
    });
    return Object.assign(socket, { said: closed });
  }

  return { ...server, failures, opened };
}

const request = "GET /metrics HTTP/1.1\r\nHost: x\r\n";

async function isScraped(url: string): Promise<boolean> {
  const response = await fetch(url);
  return response.status === 200 && (await response.text()).includes("_omitted 7\n");
}

describe("what is asked for", () => {
  test.for([
    ["GET", "/metrics", 200],
    ["GET", "/metrics?name[]=up", 200],
    ["HEAD", "/metrics", 200],
    ["POST", "/metrics", 405],
    ["DELETE", "/metrics", 405],
    ["OPTIONS", "/metrics", 405],
    ["GET", "/", 404],
    ["GET", "/metrics/", 404],
    ["GET", "/../etc/passwd", 404],
    ["GET", "/metrics/../../etc/passwd", 404],
    ["GET", "/%2e%2e/metrics", 404],
    ["GET", "//metrics", 404],
    ["GET", "http://other.example/metrics", 404],
  ] as const)("%s %s is answered with %i", async ([method, path, status]) => {
    const { opened } = await serving();
    const said = await opened(`${method} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).said;
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(said).toMatch(/^connection: close\r$/im);
    expect(said.includes("_omitted 7")).toBe(method === "GET" && status === 200);
  });

  test("Prometheus gets OpenMetrics, curl gets text", async () => {
    const { url } = await serving();
    const typeFor = async (accept: string) =>
      (await fetch(url, { headers: { accept } })).headers.get("content-type");
    expect(await typeFor("application/openmetrics-text;version=1.0.0")).toMatch(/^application\/o/);
    expect(await typeFor("*/*")).toBe("text/plain; version=0.0.4; charset=utf-8");
  });
});

describe("whoever scrapes badly is let go, and others are served", () => {
  test.for([
    ["nothing at all", ""],
    ["half a request line", "GET /met"],
    ["headers that do not end", `${request}X-A: 1\r\n`],
    ["a body that does not come", "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"],
    ["no HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"],
    ["huge headers", `${request}X-A: ${"a".repeat(100_000)}\r\n\r\n`],
    ["a huge request line", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`],
  ] as const)("%s", async ([, text]) => {
    const { url, opened } = await serving();
    const bad = opened(text);
    expect(await isScraped(url)).toBe(true);
    expect(await bad.said).not.toContain("_omitted 7");
    expect(await isScraped(url)).toBe(true);
  });

  test("a request that comes a letter at a time", async () => {
    const { url, opened } = await serving();
    const slow = opened(`${request}X-A: `);
    const timer = setInterval(() => slow.write("a"), patienceMs / 10);
    onTestFinished(() => clearInterval(timer));
    expect(await isScraped(url)).toBe(true);
    expect(await slow.said).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("an answer that is not read", async () => {
    const large = plain("a".repeat(50_000_000));
    const { opened } = await serving(() => Promise.resolve(large));
    const deaf = opened(`${request}\r\n`);
    deaf.pause();
    // A connection that the server has reset takes no more.
    await expect
      .poll(() => {
        deaf.write("a");
        return deaf.destroyed;
      })
      .toBe(true);
  });

  test("a thousand connections", async () => {
    const { url, opened } = await serving();
    const many = Array.from({ length: 1000 }, () => opened(request).said);
    await Promise.all(many);
    expect(await isScraped(url)).toBe(true);
  });
});

test("polls go out and are answered while 64 scrape thousands of lines, and read nothing", async () => {
  const tenant = await serve(() => started);
  const samples = Array.from({ length: 20_000 }, (_, index): Sample => {
    const labels = { tenant: "acme", source: `Source ${index}`, kind: "account", id: `${index}` };
    return { family: "aggwatch_aggregation_progress_ratio", labels, value: 0.5 };
  });
  const made = createExporter(prom, () => [samples], systemClock);
  const scrape = { isBegun: false, isOver: false };
  const { opened } = await serving((format) => {
    scrape.isBegun = true;
    return made(format).finally(() => (scrape.isOver = true));
  });
  for (let scraper = 0; scraper < 64; scraper += 1) opened(`${request}\r\n`).pause();
  let polls = 0;
  while (!scrape.isOver) {
    const { isBegun } = scrape;
    await (await fetch(tenant.baseUrl)).text();
    if (isBegun && !scrape.isOver) polls += 1;
  }
  expect(polls).toBeGreaterThan(0);
});

test("metrics that cannot be made are a bug, and the scraper is told no more", async () => {
  const { url, failures } = await serving(() => Promise.reject(new Error("s3cret")));
  const response = await fetch(url);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe("The metrics could not be made.\n");
  expect(failures).toEqual([new Error("s3cret")]);
});

test("closing lets an answer under way go out, and no more", async () => {
  const gate = Promise.withResolvers<void>();
  const { url, close } = await serving(async () => {
    await gate.promise;
    return plain("the last\n");
  });
  const last = fetch(url);
  const half = fetch(url, { method: "POST" });
  await half;
  const closing = close();
  gate.resolve();
  expect(await (await last).text()).toBe("the last\n");
  await closing;
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});

test("what cannot be listened to is wrong usage, with what to do", async () => {
  const { url } = await serving();
  const open = (host: string, port: number) =>
    openScrapeServer(
      { host, port },
      () => Promise.reject(),
      () => undefined,
      systemClock,
    );
  const taken = Number(new URL(url).port);
  await expect(open("127.0.0.1", taken)).rejects.toThrow(
    `--metrics: 127.0.0.1:${taken} is taken by another program; choose another port`,
  );
  await expect(open("192.0.2.1", 0)).rejects.toThrow("192.0.2.1:0 is no address of this computer");
  await expect(open("no.such.host.invalid", 0)).rejects.toThrow(/^--metrics: no\.such\.host/);
});

test("an address of IPv6 is served and told in brackets", async () => {
  const write = () => Promise.resolve(plain("six\n"));
  const address = { host: "::1", port: 0 };
  const { url, close } = await openScrapeServer(address, write, () => undefined, systemClock);
  onTestFinished(close);
  expect(url).toMatch(/^http:\/\/\[::1\]:\d+\/metrics$/);
  expect(await (await fetch(url)).text()).toBe("six\n");
});
