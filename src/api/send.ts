import ky, { isNetworkError, type Input } from "ky";
import { safeText } from "../text/safe-text.ts";
import { duration } from "../text/duration.ts";
import type { Clock } from "../time/clock.ts";
import { DeadlineError, withDeadline } from "../time/deadline.ts";
import { NoAnswerError, TransientError } from "./errors.ts";

/** An HTTP answer, whatever its status, with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** When it was here, by our wall clock: milliseconds since the Unix epoch. */
  readonly receivedAt: number;
}

/** One HTTP request. */
export interface Sending {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly form?: URLSearchParams | FormData;
}

/** What sending needs from the world. */
export interface SendDeps {
  readonly clock: Clock;
  readonly fetch: (input: Input, init?: RequestInit) => Promise<Response>;
}

/** Some answers of the API take 10 s. */
const timeoutMs = 30_000;
/** No answer of the API is near that; a body that goes on for ever must not fill the memory. */
const longestBodyBytes = 1024 * 1024;

/**
 * Sends one request, once. Redirects are not followed, since the request carries a secret; what
 * an answer means is for others to say.
 *
 * @throws TransientError where no whole answer came, the signal's reason when it is aborted
 */
export async function send(sending: Sending, deps: SendDeps, signal: AbortSignal): Promise<Answer> {
  const { clock, fetch } = deps;
  const { method, url, headers, form } = sending;
  try {
    return await withDeadline(clock, timeoutMs, signal, async (either) => {
      const response = await ky(url, {
        method,
        headers,
        ...(form && { body: form }),
        // A request made from others holds their signals only weakly, and ky makes one: once garbage
        // has been collected, a signal that went through it would end nothing any more.
        fetch: (input, init) => fetch(input, { ...init, signal: either }),
        redirect: "manual",
        retry: 0,
        // The deadline above runs on the clock given, ky's would run on the computer's.
        timeout: false,
        throwHttpErrors: false,
      });
      const body = await readBody(response);
      return { status: response.status, headers: response.headers, body, receivedAt: clock.now() };
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DeadlineError) {
      throw new NoAnswerError(`no answer in ${duration(timeoutMs)}`);
    }
    if (isNetworkError(error)) throw new NoAnswerError(networkReason(error));
    throw error;
  }
}

async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let body = "";
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > longestBodyBytes) throw new TransientError("answer above 1 MiB");
      body += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    if (error instanceof TransientError || !(error instanceof Error)) throw error;
    throw new NoAnswerError(networkReason(error));
  }
  return body + decoder.decode();
}

/**
 * The code that tells an administrator most (`ECONNRESET`), else the innermost message: the HTTP
 * client's own codes say less than its words.
 */
function networkReason(error: Error): string {
  let innermost = error;
  while (innermost.cause instanceof Error) innermost = innermost.cause;
  const code = "code" in innermost ? innermost.code : undefined;
  const isTelling = typeof code === "string" && !/^(?:UND_ERR|HPE)_/.test(code);
  return safeText(isTelling ? code : innermost.message);
}
