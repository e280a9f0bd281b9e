import type { ApiError, ForeignAnswerError, RefusedError } from "../../api/http/errors.ts";
import { clauses, withoutStop } from "../../text/clauses.ts";
import type { Client } from "../../client/client.ts";
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
  const { message, advice } = error;
  switch (error.kind) {
    case "sign-in refused":
      return { code: 4, text: message };
    case "unauthorized": {
      const text = `${host} refuses the token that it has just given; aggwatch doctor tells more`;
      return { code: 4, text };
    }
    case "refused":
    case "foreign answer": {
      const { status } = error;
      if (advice === undefined) {
        return { code: 1, text: `${host} refuses that (HTTP ${status}): ${message}` };
      }
      const details = clauses([`HTTP ${status} from ${host}`, withoutStop(message)]);
      return { code: refusalCode(error), text: `${advice} (${details})` };
    }
    case "not found": {
      const hint = error.hint === undefined ? message : await unknownVersion(client);
      return { code: 3, text: `${host} does not know that (404): ${hint ?? error.hint}` };
    }
    case "transient":
    case "no answer":
    case "cut short": {
      const what = `no answer from ${host}: ${message}`;
      if (advice !== undefined) return { code: 3, text: `${advice} (${what})` };
      return { code: 3, text: `${what}; try again, or aggwatch doctor` };
    }
    case "rate limited":
    case "unnamed task":
      return { code: 3, text: message };
  }
}

/** 403 is about who asks; what is not of the API answers nothing; the rest is about what is asked. */
function refusalCode({ status, kind }: RefusedError | ForeignAnswerError): number {
  if (status === 403) return 4;
  return kind === "foreign answer" ? 3 : 1;
}
