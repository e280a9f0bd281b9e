import {
  type ApiError,
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../api/errors.ts";
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
  if (error instanceof RefusedError && error.status === 403) {
    const needed =
      "it takes ORG_ADMIN, SOURCE_ADMIN or SOURCE_SUBADMIN, and a personal access token with " +
      "sp:scopes:all, or with idn:sources:read, idn:sources:manage and idn:task-management:read";
    const text = `${host} does not let this user look that up (403): ${error.advice ?? needed}`;
    return { code: 4, text };
  }
  if (error instanceof RefusedError) {
    return { code: 1, text: `${host} refuses that (HTTP ${error.status}): ${error.message}` };
  }
  if (error instanceof NotFoundError) {
    const hint = error.hint === undefined ? error.message : await unknownVersion(client);
    return { code: 3, text: `${host} does not know that (404): ${hint ?? error.hint}` };
  }
  if (error instanceof TransientError) {
    return {
      code: 3,
      text: `no answer from ${host}: ${error.message}; try again, or aggwatch doctor`,
    };
  }
  return { code: 3, text: error.message };
}
