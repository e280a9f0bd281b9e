import type { ServerResponse } from "node:http";
import type { Clock } from "../../time/clock.ts";
import type { Answer } from "./answers.ts";

/** What goes with every answer. */
export interface AnswerContext {
  /** The moment that its Date tells, in milliseconds since the Unix epoch. */
  readonly dateMs: number;
  /** Its Slpt-Request-Id: 32 hexadecimal characters. */
  readonly trackingId: string;
}

/** The clocks that matter to the sending of answers. */
export interface SenderClocks {
  /** What Date tells. */
  readonly dateClock: Clock;
  /** What the delay of a slow answer is measured on. */
  readonly delayClock: Clock;
}

/** The present as a Date header can tell it: whole seconds, in milliseconds since the Unix epoch. */
export function dateNow(clock: Clock): number {
  return Math.floor(clock.now() / 1000) * 1000;
}

/** Sends an answer, or resets the connection. Sends nothing to a client that has gone. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  context: AnswerContext,
  clocks: SenderClocks,
): Promise<void> {
  let { dateMs } = context;
  if (answer.delayMs !== undefined) {
    await untilGone(response, (signal) => clocks.delayClock.sleep(answer.delayMs ?? 0, signal));
    dateMs = dateNow(clocks.dateClock);
  }
  if (response.destroyed) return;
  if (answer.hangUp) {
    response.req.socket.resetAndDestroy();
    return;
  }
  // Node's own Date would be the computer's, and a clock that runs faster is elsewhere.
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

/** Waits as long as the client does. */
async function untilGone(
  response: ServerResponse,
  wait: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const gone = new AbortController();
  const abort = () => gone.abort();
  response.once("close", abort);
  if (response.destroyed) abort();
  // Only the client's going ends the wait early, and then nothing is sent.
  await wait(gone.signal).catch(() => undefined);
  response.off("close", abort);
}
