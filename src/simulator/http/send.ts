import type { ServerResponse } from "node:http";
import type { Clock } from "../../time/clock.ts";
import type { Answer } from "./answers.ts";

export interface AnswerContext {
  /** Its Date, in milliseconds since the Unix epoch. */
  readonly dateMs: number;
  /** Its Slpt-Request-Id: 32 hexadecimal characters. */
  readonly trackingId: string;
}

/** The clocks of Date and of the delay of a slow answer. */
export interface SenderClocks {
  readonly dateClock: Clock;
  readonly delayClock: Clock;
}

/** The present in whole seconds, as in a Date header; in milliseconds since the Unix epoch. */
export function dateNow(clock: Clock): number {
  return Math.floor(clock.now() / 1000) * 1000;
}

/** Sends an answer, or resets the connection. Sends nothing to a client that has gone. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  context: AnswerContext,
  { dateClock, delayClock }: SenderClocks,
): Promise<void> {
  let { dateMs } = context;
  if (answer.delayMs !== undefined) {
    await sleepUnlessGone(response, delayClock, answer.delayMs);
    dateMs = dateNow(dateClock);
  }
  if (response.destroyed) return;
  if (answer.hangUp) {
    response.req.socket.resetAndDestroy();
    return;
  }
  // Node's own Date would be the computer's, not that of a faster clock.
  response.sendDate = false;
  response.writeHead(answer.status, {
    ...answer.headers,
    Date: new Date(dateMs).toUTCString(),
    "Slpt-Request-Id": context.trackingId,
    // RFC 9110, section 8.6: a 204 has none.
    ...(answer.status !== 204 && { "Content-Length": Buffer.byteLength(answer.body) }),
  });
  response.end(answer.body);
}

/** Ends early when the client goes. */
async function sleepUnlessGone(response: ServerResponse, clock: Clock, ms: number): Promise<void> {
  const gone = new AbortController();
  const abort = () => gone.abort();
  response.once("close", abort);
  if (response.destroyed) abort();
  await clock.sleep(ms, gone.signal).catch(() => undefined);
  response.off("close", abort);
}
