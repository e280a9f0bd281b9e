import ky, { isNetworkError, type Input } from "ky";
import type { Answer, ApiRequest } from "./api.ts";
import { duration } from "../../text/duration.ts";
import type { Clock } from "../../time/clock.ts";
import { DeadlineError, withDeadline } from "../../time/deadline.ts";
import { answerCleaner, longestReadText } from "../answer/answer-cleaner.ts";
import { errorShape } from "./error-text.ts";
import { CutShortError, NoAnswerError } from "./errors.ts";
import { lastingAdvice } from "./reach-advice.ts";
import { reduceBody, type TextCleaner } from "../answer/reduced-body.ts";
import type { Secrets } from "../answer/secrets.ts";
import { isApiError } from "./errors.ts";
import { requestIdOf } from "./failure.ts";
import type { RequestTrace } from "./request-trace.ts";
import { nothingWanted } from "../answer/shape.ts";

interface Sending extends Pick<ApiRequest, "method" | "reads"> {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly form?: URLSearchParams | FormData;
  /** Whether `reads` is a secret, and not text for people. */
  readonly readsSecret?: boolean;
  /** How long it has waited for its turn, in milliseconds. */
  readonly waitedMs?: number | undefined;
}

export interface SendDeps {
  readonly clock: Clock;
  /** `told` is called with whether the request is the first on its connection. */
  readonly fetch: (
    input: Input,
    init?: RequestInit,
    told?: (isFirst: boolean) => void,
  ) => Promise<Response>;
  /** Loads what `fetch` needs and tries to connect to an origin. */
  readonly ready?: (origin: string) => Promise<void>;
  readonly proxy?: string | undefined;
  readonly secrets?: Pick<Secrets, "hideIn">;
  /** Hears of each request once it is over. */
  readonly traced?: ((trace: RequestTrace) => void) | undefined;
}

/** Some answers of the API take 10 s. */
const timeoutMs = 30_000;
/** A header cannot carry a longer token. */
const longestSecret = 65_536;
const noSecrets = { hideIn: (text: string) => text };

/** Sends once; returns any status. Redirects are not followed, since the request has a secret. */
export function send(sending: Sending, deps: SendDeps, signal: AbortSignal): Promise<Answer> {
  return deps.traced
    ? sendTraced(sending, deps, deps.traced, signal)
    : sendOnce(sending, deps, signal);
}

async function sendTraced(
  sending: Sending,
  deps: SendDeps,
  traced: (trace: RequestTrace) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { clock, fetch, secrets = noSecrets } = deps;
  const { method, url, waitedMs } = sending;
  const at = clock.now();
  const since = clock.elapsed();
  const clean = answerCleaner(secrets);
  let isNewConnection: boolean | undefined;
  const told = (isFirst: boolean) => (isNewConnection = isFirst);
  const trace = (came: number | string, requestId?: string) => {
    const path = clean(url.pathname + url.search);
    const tookMs = clock.elapsed() - since;
    traced({ at, method, path, came, requestId, tookMs, waitedMs, isNewConnection });
  };
  try {
    const watched: SendDeps["fetch"] = (input, init) => fetch(input, init, told);
    const answer = await sendOnce(sending, { ...deps, fetch: watched }, signal);
    trace(answer.status, requestIdOf(answer));
    return answer;
  } catch (error) {
    trace(isApiError(error) ? error.message : "given up");
    throw error;
  }
}

async function sendOnce(sending: Sending, deps: SendDeps, signal: AbortSignal): Promise<Answer> {
  const { clock, fetch, secrets = noSecrets } = deps;
  const { method, url, headers, form } = sending;
  const clean = answerCleaner(secrets);
  let hasBegun = false;
  try {
    return await withDeadline(clock, timeoutMs, signal, async (either) => {
      const response = await ky(url, {
        method,
        headers,
        ...(form && { body: form }),
        // ky makes a request of its own, which holds a signal only weakly: after a garbage
        // collection, a signal passed through it would abort nothing.
        fetch: (input, init) => fetch(input, { ...init, signal: either }),
        redirect: "manual",
        retry: 0,
        // The deadline above runs on the given clock, ky's on the computer's.
        timeout: false,
        throwHttpErrors: false,
      });
      hasBegun = true;
      const body = await readBody(response, sending, clean);
      const receivedAt = clock.now();
      return { status: response.status, headers: cleanHeaders(response, clean), body, receivedAt };
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DeadlineError) {
      const text = duration(timeoutMs);
      throw hasBegun
        ? new CutShortError(`no whole answer in ${text}`, { cause: error })
        : new NoAnswerError(`no answer in ${text}`, { cause: error });
    }
    if (!isNetworkError(error)) throw error;
    const reason = clean(networkReason(error));
    const advice = lastingAdvice(reason, deps.proxy);
    throw new NoAnswerError(reason, { advice, cause: cleanCause(error, clean) });
  }
}

async function readBody(
  response: Response,
  { reads, readsSecret }: Sending,
  clean: TextCleaner["clean"],
): Promise<string> {
  const texts = { clean, longest: longestReadText };
  const asItIs = { clean: noSecrets.hideIn, longest: longestSecret };
  const body = response.ok
    ? reduceBody(reads ?? nothingWanted, readsSecret === true ? asItIs : texts)
    : reduceBody(errorShape, texts);
  const decoder = new TextDecoder();
  for await (const chunk of piecesOf(response, clean)) {
    body.write(decoder.decode(chunk, { stream: true }));
  }
  body.write(decoder.decode());
  return body.end();
}

function cleanHeaders({ headers }: Response, clean: TextCleaner["clean"]): Answer["headers"] {
  return {
    has: (name) => headers.has(name),
    get(name) {
      const value = headers.get(name);
      return value === null ? null : clean(value);
    },
  };
}

/** Separates faults of the connection from those of the reader. */
async function* piecesOf(
  { body }: Response,
  clean: TextCleaner["clean"],
): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CutShortError(clean(networkReason(error)), { cause: cleanCause(error, clean) });
  }
}

/** All causes in one clean text: the originals hold the request with its token, and raw bytes. */
function cleanCause(error: Error, clean: TextCleaner["clean"]): Error {
  const texts: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    texts.push(`${one.name}: ${one.message}${"code" in one ? ` (${String(one.code)})` : ""}`);
  }
  return new Error(clean(texts.join("; ")));
}

/** A code such as `ECONNRESET`, else the innermost message: the client's own codes say less. */
function networkReason(error: Error): string {
  let innermost = error;
  while (innermost.cause instanceof Error) innermost = innermost.cause;
  const code = "code" in innermost ? innermost.code : undefined;
  const isTelling = typeof code === "string" && !/^(?:UND_ERR|HPE)_/.test(code);
  return isTelling ? code : innermost.message;
}
