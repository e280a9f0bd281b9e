import ky, { isNetworkError, type Input } from "ky";
import { duration } from "../../text/duration.ts";
import type { Clock } from "../../time/clock.ts";
import { DeadlineError, withDeadline } from "../../time/deadline.ts";
import { answerCleaner, longestReadText } from "../answer/answer-cleaner.ts";
import { errorShape } from "./error-text.ts";
import { CutShortError, NoAnswerError } from "./errors.ts";
import { lastingAdvice } from "./reach-advice.ts";
import { reduceBody, type TextCleaner } from "../answer/reduced-body.ts";
import type { Secrets } from "../answer/secrets.ts";
import { nothingWanted, type Shape } from "../answer/shape.ts";

/** An HTTP answer, whatever its status. Its texts have passed the door: see `answerCleaner`. */
export interface Answer {
  readonly status: number;
  readonly headers: Pick<Headers, "get" | "has">;
  /** What was wanted of it, see `reduceBody`. */
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
  /** What is wanted of the body of a 2xx answer; without it, nothing. */
  readonly reads?: Shape;
  /** Whether that is a secret, and not text for people. */
  readonly readsSecret?: boolean;
}

/** What sending needs from the world. */
export interface SendDeps {
  readonly clock: Clock;
  readonly fetch: (input: Input, init?: RequestInit) => Promise<Response>;
  /**
   * Loads what `fetch` needs and connects to an origin, whatever comes of that; left out where there
   * is nothing to do.
   */
  readonly ready?: (origin: string) => Promise<void>;
  /** The proxy that is used, for people. */
  readonly proxy?: string | undefined;
  /** What must not come out again, however it is repeated. */
  readonly secrets?: Pick<Secrets, "hideIn">;
}

/** Some answers of the API take 10 s. */
const timeoutMs = 30_000;
/** Of a token; a header cannot carry more. */
const longestSecret = 65_536;
const noSecrets = { hideIn: (text: string) => text };

/**
 * Sends one request, once. Redirects are not followed, since the request carries a secret; what
 * an answer means is for others to say.
 *
 * @throws NoAnswerError where no whole answer came, the signal's reason when it is aborted
 */
export async function send(sending: Sending, deps: SendDeps, signal: AbortSignal): Promise<Answer> {
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
        // A request made from others holds their signals only weakly, and ky makes one: once garbage
        // has been collected, a signal that went through it would end nothing any more.
        fetch: (input, init) => fetch(input, { ...init, signal: either }),
        redirect: "manual",
        retry: 0,
        // The deadline above runs on the clock given, ky's would run on the computer's.
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

/** What fails here came from the connection, and not from whoever reads. */
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

/**
 * The errors behind a failure as one clean text: the originals hold the request with its token, and
 * bytes of the answer.
 */
function cleanCause(error: Error, clean: TextCleaner["clean"]): Error {
  const texts: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    texts.push(`${one.name}: ${one.message}${"code" in one ? ` (${String(one.code)})` : ""}`);
  }
  return new Error(clean(texts.join("; ")));
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
  return isTelling ? code : innermost.message;
}
