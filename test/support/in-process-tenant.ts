import { Readable } from "node:stream";
import type { IncomingMessage } from "node:http";
import { createTenant, type Tenant } from "../../src/api/tenant.ts";
import type { Answer } from "../../src/simulator/http/answers.ts";
import { drawHex, randomOf } from "../../src/simulator/timeline/random.ts";
import type { ScenarioName } from "../../src/simulator/scenarios/scenarios.ts";
import { type AnswerContext, dateNow } from "../../src/simulator/http/send.ts";
import { Tenant as SimulatedTenant } from "../../src/simulator/tenant.ts";
import type { WatchedId } from "../../src/watch/model/watch.ts";
import type { InventedClock } from "./invented/clock.ts";

/** How long an answer is on its way. */
const latencyMs = 80;

/**
 * The simulated tenant without a network: what happens when is the clock's doing alone, so that it
 * is the same each time.
 *
 * @returns the product's own client of it, and the ids that it serves
 */
export function inProcessTenant(
  scenarios: readonly ScenarioName[],
  clock: InventedClock,
): { readonly tenant: Tenant; readonly ids: readonly WatchedId[] } {
  const seed = 1;
  const clocks = { aggregationClock: clock, clientClock: clock };
  const simulated = new SimulatedTenant({ scenarios, seed, ...clocks });
  const requestIds = randomOf(seed, "request ids");

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const incoming = await incomingMessage(request);
    const context = { dateMs: dateNow(clock), trackingId: drawHex(requestIds, 32) };
    const answer = await simulated.answer(incoming, context);
    await clock.sleep(latencyMs + (answer.delayMs ?? 0), request.signal);
    return responseOf(answer, { ...context, dateMs: dateNow(clock) });
  };

  const baseUrl = new URL("https://acme.api.identitynow.com");
  return {
    tenant: createTenant(baseUrl, simulated.clients.administrator, { clock, fetch }),
    ids: simulated.aggregations.served.map(({ id, scenario }) => ({ id, label: scenario.source })),
  };
}

/** The parts of a request that the simulated tenant reads. */
async function incomingMessage(request: Request): Promise<IncomingMessage> {
  const { pathname, search } = new URL(request.url);
  const { method, headers } = request;
  const body = Readable.from([Buffer.from(await request.text())]);
  const parts = { method, url: pathname + search, headers: Object.fromEntries(headers) };
  return Object.assign(body, parts) as unknown as IncomingMessage;
}

function responseOf(answer: Answer, { dateMs, trackingId }: AnswerContext): Response {
  const { hangUp, status, headers, body } = answer;
  if (hangUp) {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    throw new TypeError("fetch failed", { cause });
  }
  const date = new Date(dateMs).toUTCString();
  const always = { Date: date, "Slpt-Request-Id": trackingId };
  return new Response(status === 204 ? null : body, { status, headers: { ...headers, ...always } });
}
