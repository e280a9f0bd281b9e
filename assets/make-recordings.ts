/*
 * Makes the recordings that tests replay, on the simulated tenant and an invented clock: the same
 * bytes again, whenever it runs.
 *
 *   npm run recordings
 */
import type { IncomingMessage } from "node:http";
import { mkdir, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { createTenant } from "../src/api/tenant.ts";
import { exitCode } from "../src/output/exit-code.ts";
import { recordWatch } from "../src/recording/recorder.ts";
import { drawHex, type Random, randomOf } from "../src/simulator/random.ts";
import type { ScenarioName } from "../src/simulator/scenarios.ts";
import { dateNow } from "../src/simulator/send.ts";
import { Tenant } from "../src/simulator/tenant.ts";
import type { Clock } from "../src/time/clock.ts";
import { momentOf } from "../src/watch/moment.ts";
import { createWatcher } from "../src/watch/watcher.ts";
import { inventedClock } from "../test/support/invented-clock.ts";

const start = Date.parse("2026-11-23T14:00:00Z");
const baseUrl = new URL("https://acme.api.identitynow.com");

/** What is recorded. */
interface Take {
  readonly scenarios: readonly ScenarioName[];
  readonly seed: number;
  readonly intervalMs: number;
}

/** Records one watch until all has ended. */
async function recorded({ scenarios, seed, intervalMs }: Take): Promise<readonly string[]> {
  const clock = inventedClock(start);
  const simulated = new Tenant({ scenarios, seed, aggregationClock: clock, clientClock: clock });
  const fetch = fetchFrom(simulated, clock, randomOf(seed, "network"));
  const tenant = createTenant(baseUrl, simulated.clients.administrator, { clock, fetch });
  const ids = simulated.aggregations.served.map(({ id, scenario }) => {
    return { id, label: scenario.source };
  });
  const settings = { intervalMs, stallAfterMs: undefined };
  const random = randomOf(seed, "watcher");
  const watcher = createWatcher(ids, settings, { tenant, clock, random });
  const lines: string[] = [];
  const facts = { program: "0.1.0", title: "acme", intervalMs, isStrict: false };
  const now = () => momentOf(clock);
  const recording = recordWatch(watcher, facts, "acme1", now, (line) => lines.push(line));
  const progress = { isOver: false };
  const over = watcher.run(new AbortController().signal).finally(() => (progress.isOver = true));
  // In steps so short that every answer is there at the moment it belongs to.
  // oxlint-disable-next-line no-await-in-loop
  while (!progress.isOver) await clock.advance(10);
  await over;
  const endings = watcher.snapshot().watches.map(({ ending }) => ending);
  recording.left({ by: "ends", exitCode: exitCode({ by: "ends" }, endings, false) });
  return lines;
}

/** The simulated tenant without a network, which takes its time all the same. */
function fetchFrom(simulated: Tenant, clock: Clock, random: Random) {
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const incoming = Object.assign(Readable.from([Buffer.from(await request.text())]), {
      method: request.method,
      url: `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
    }) as unknown as IncomingMessage;
    await clock.sleep(Math.floor(30 + random() * 200));
    const context = { dateMs: dateNow(clock), trackingId: drawHex(random, 32) };
    const answer = await simulated.answer(incoming, context);
    await clock.sleep(answer.delayMs ?? 0);
    if (answer.hangUp) {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
      });
    }
    const headers = {
      ...answer.headers,
      date: new Date(dateNow(clock)).toUTCString(),
      "slpt-request-id": context.trackingId,
    };
    return new Response(answer.body, { status: answer.status, headers });
  };
}

async function write(name: string, text: string): Promise<void> {
  const folder = new URL("recordings/", import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.ndjson`, folder), text);
}

const four = await recorded({
  scenarios: ["normal", "stall", "limiter", "errors"],
  seed: 1,
  intervalMs: 15_000,
});
await write("four", four.map((line) => `${line}\n`).join(""));

// As a process leaves it that is killed while it writes.
const two = await recorded({ scenarios: ["normal", "reset"], seed: 2, intervalMs: 20_000 });
const some = two.slice(0, Math.floor(two.length / 2)).map((line) => `${line}\n`);
await write("cut-off", some.join("").slice(0, -60));
