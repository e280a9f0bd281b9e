import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startSimulator } from "../../../src/simulator/server.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { rig } from "../support/simulator-support.ts";

test("odd clients get an answer or lose their connection, and the next one is served", async () => {
  const { simulator, status } = await rig("normal");
  const port = Number(new URL(simulator.baseUrl).port);
  const raw = async (text: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.end(text);
    socket.resume();
    await once(socket, "close");
  };
  await raw("GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  await raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  await raw("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n");
  await raw("\u0000\u0001 not HTTP at all\r\n\r\n");
  await raw("POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\ngrant_type=");
  expect((await status("normal")).status).toBe(200);
});

test("closing ends at once, with a request half sent and an answer pending", async () => {
  const { clock, simulator, status } = await rig("slow");
  await status("slow");
  await clock.advance(80_000);
  const pending = status("slow");
  const upload = request(`${simulator.baseUrl}/oauth/token`, { method: "POST" });
  upload.on("error", () => undefined);
  upload.write("grant_type=");
  await expect.poll(() => [clock.sleepers(), simulator.requests.length]).toEqual([1, 4]);
  await simulator.close();
  await expect(pending).rejects.toThrow("fetch failed");
  await expect.poll(() => clock.sleepers()).toBe(0);
  await simulator.close();
});

test("a port in use is Node's own error", async () => {
  const { simulator, clock } = await rig("normal");
  const port = Number(new URL(simulator.baseUrl).port);
  const clocks = { aggregationClock: clock, clientClock: clock };
  const second = startSimulator({ scenarios: ["normal"], seed: 1, port, ...clocks });
  await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("a scenario cannot be asked for twice", async () => {
  const clock = inventedClock();
  const clocks = { aggregationClock: clock, clientClock: clock };
  const twice = startSimulator({ scenarios: ["zero", "zero"], seed: 1, port: 0, ...clocks });
  await expect(twice).rejects.toThrow("a scenario is given twice: zero zero");
});
