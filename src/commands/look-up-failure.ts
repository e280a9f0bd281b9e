import {
  type ApiError,
  ForeignAnswerError,
  NoAnswerError,
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../api/errors.ts";
import { clauses, withoutStop } from "../text/clauses.ts";
import type { Client } from "../watch/client.ts";
import { unknownVersion } from "./unknown-version.ts";

/** What came of a look-up in vain. */
interface LookUpFailure {
  readonly code: number;
  /** Half a sentence, with what to do about it. */
  readonly text: string;
}

/**
 * What came of a look-up in vain, as a line for stderr, without its end, which names the request.
 *
 * @throws the reason why the client was stopped, where it is meanwhile
 */
export async function failureLine(
  error: ApiError,
  client: Client,
): Promise<{ readonly code: number; readonly line: string }> {
  const { code, text } = await lookUpFailure(error, client);
  // What is said of a sign-in names it already.
  const { requestId = "" } = error;
  const id = requestId === "" || text.includes(requestId) ? "" : ` (request id ${requestId})`;
  return { code, line: `${text}${id}` };
}

/**
 * What to tell whoever asked a tenant in vain, and to exit with. The codes are those of a watch: 4
 * for who asks, 1 for what is asked, 3 for no answer. Where the API version may be unknown, the
 * tenant is asked whether it is.
 *
 * @throws the reason why the client was stopped, where it is meanwhile
 */
async function lookUpFailure(error: ApiError, client: Client): Promise<LookUpFailure> {
  const { host } = client.tenant;
  if (error instanceof SignInRefusedError) return { code: 4, text: error.message };
  if (error instanceof UnauthorizedError) {
    const text = `${host} refuses the token that it has just given; aggwatch doctor tells more`;
    return { code: 4, text };
  }
  if (error instanceof RefusedError) {
    const { status, message, advice } = error;
    if (advice === undefined) {
      return { code: 1, text: `${host} refuses that (HTTP ${status}): ${message}` };
    }
    const details = clauses([`HTTP ${status} from ${host}`, withoutStop(message)]);
    return { code: refusalCode(error), text: `${advice} (${details})` };
  }
  if (error instanceof NotFoundError) {
    const hint = error.hint === undefined ? error.message : await unknownVersion(client);
    return { code: 3, text: `${host} does not know that (404): ${hint ?? error.hint}` };
  }
  if (error instanceof TransientError) {
    const what = `no answer from ${host}: ${error.message}`;
    const { advice } = error instanceof NoAnswerError ? error : { advice: undefined };
    const text = advice === undefined ? `${what}; try again, or aggwatch doctor` : undefined;
    return { code: 3, text: text ?? `${advice} (${what})` };
  }
  return { code: 3, text: error.message };
}

/** 403 is about who asks; what is not of the API answers nothing; the rest is about what is asked. */
function refusalCode(error: RefusedError): number {
  if (error.status === 403) return 4;
  return error instanceof ForeignAnswerError ? 3 : 1;
}
